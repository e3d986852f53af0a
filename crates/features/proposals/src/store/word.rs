//! The words of a project's plans, and their trigrams.

use crate::model::{MOST_TRIGRAMS, trigrams};
use civic::ids::ProjectId;
use platform::db::{DbError, Reader, Tx, Value};
use platform::{params, statements};

/// How many places the statements with a list of words have.
const WORDS: usize = 32;
/// How many words that share trigrams with a word are compared with it.
const ALIKE: i64 = 40;
/// A word has to share so many trigrams to be compared.
const SHARED: i64 = 2;

statements! {
    /// Words; a short list repeats its last.
    ADD_WORDS = "INSERT INTO plan_word (project_id, word, pending) VALUES (?1, ?2, 1), (?1, ?3, 1), (?1, ?4, 1), (?1, ?5, 1),
        (?1, ?6, 1), (?1, ?7, 1), (?1, ?8, 1), (?1, ?9, 1), (?1, ?10, 1), (?1, ?11, 1), (?1, ?12, 1), (?1, ?13, 1),
        (?1, ?14, 1), (?1, ?15, 1), (?1, ?16, 1), (?1, ?17, 1), (?1, ?18, 1), (?1, ?19, 1), (?1, ?20, 1), (?1, ?21, 1),
        (?1, ?22, 1), (?1, ?23, 1), (?1, ?24, 1), (?1, ?25, 1), (?1, ?26, 1), (?1, ?27, 1), (?1, ?28, 1), (?1, ?29, 1),
        (?1, ?30, 1), (?1, ?31, 1), (?1, ?32, 1), (?1, ?33, 1) ON CONFLICT DO NOTHING";
    /// Words without trigrams.
    PENDING = "SELECT project_id, word FROM plan_word WHERE pending = 1 LIMIT ?1";
    /// A trigram of a word.
    ADD_TRIGRAM = "INSERT INTO plan_trigram (project_id, trigram, word) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    /// A word that has its trigrams.
    LEARNED = "UPDATE plan_word SET pending = 0 WHERE project_id = ?1 AND word = ?2";
    /// The words that share most trigrams with a word.
    LIKE_IT = "SELECT t.word FROM plan_trigram t WHERE t.project_id = ?1 AND t.trigram IN (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
        ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
        GROUP BY t.word HAVING COUNT(*) >= ?22 ORDER BY COUNT(*) DESC, t.word LIMIT ?23";
}

/// Notes words, sorted; those that are known already stay as they are.
pub(crate) fn add_words(tx: &mut Tx<'_>, project: ProjectId, words: &[&[u8]]) -> Result<(), DbError> {
    for some in words.chunks(WORDS) {
        let mut params = vec![Value::from(project)];
        params.extend(super::write::filled(some, WORDS).map(Value::from));
        tx.execute(&ADD_WORDS, &params)?;
    }
    Ok(())
}

/// Makes the trigrams of some words that have none yet; how many words these were.
///
/// # Errors
/// When the database fails.
pub fn learn(tx: &mut Tx<'_>, most: i64) -> Result<usize, DbError> {
    let pending = tx.query(&PENDING, params![most], |row| Ok((row.get::<ProjectId>(0)?, row.get::<Vec<u8>>(1)?)))?;
    let mut all: Vec<(ProjectId, String, &[u8])> = Vec::new();
    for (project, word) in &pending {
        let text = String::from_utf8_lossy(word);
        all.extend(trigrams(&text).into_iter().map(|trigram| (*project, trigram, word.as_slice())));
    }
    // In the order of the index, so that each of its pages is touched once.
    all.sort_unstable();
    for (project, trigram, word) in all {
        tx.execute(&ADD_TRIGRAM, params![project, trigram.as_bytes(), word])?;
    }
    for (project, word) in &pending {
        tx.execute(&LEARNED, params![*project, word])?;
    }
    Ok(pending.len())
}

/// Known words that look like a word, those that share most with it first.
///
/// # Errors
/// When the database fails.
pub fn like(reader: &Reader<'_>, project: ProjectId, word: &str) -> Result<Vec<String>, DbError> {
    let trigrams = trigrams(word);
    if trigrams.is_empty() {
        return Ok(Vec::new());
    }
    let mut params = vec![Value::from(project)];
    params.extend(super::padded(trigrams.iter().map(|trigram| Value::from(trigram.as_bytes())), MOST_TRIGRAMS));
    params.extend([Value::from(SHARED), Value::from(ALIKE)]);
    reader.query(&LIKE_IT, &params, |row| Ok(String::from_utf8_lossy(&row.get::<Vec<u8>>(0)?).into_owned()))
}
