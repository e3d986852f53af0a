//! Reading an archive into an empty, migrated database.

use super::{DumpError, FORMAT, Manifest, Table, is_plain};
use crate::db::{DbError, Reader, Sql, Tx, Value};
use crate::params;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// Reads only the manifest of an archive.
///
/// # Errors
/// When it is missing, or of a form that this program does not know.
fn manifest(path: &Path) -> Result<Manifest, DumpError> {
    let mut archive = tar::Archive::new(std::fs::File::open(path)?);
    for entry in archive.entries()? {
        let mut entry = entry?;
        if entry.path()?.as_os_str() == "manifest.json" {
            let mut text = String::new();
            entry.read_to_string(&mut text)?;
            let manifest: Manifest = serde_json::from_str(&text).map_err(|e| DumpError::Damaged(e.to_string()))?;
            let plain = manifest.tables.iter().all(|t| is_plain(&t.name) && t.columns.iter().all(|c| is_plain(c)));
            return match manifest.format {
                FORMAT if plain => Ok(manifest),
                FORMAT => Err(DumpError::Damaged("a name in its manifest".into())),
                other => Err(DumpError::Damaged(format!("form {other}, this program knows form {FORMAT}"))),
            };
        }
    }
    Err(DumpError::Damaged("it has no manifest; it may have been cut off".into()))
}

/// Restores tables in one transaction; `file` is handed each file's path in the store and its content. The caller has
/// run the migrations of this program on a new database. `done` counts the rows. Answers the manifest.
///
/// # Errors
/// When the database has content, the archive is damaged or was made by a newer program. Nothing is kept then.
pub fn restore(
    tx: &mut Tx<'_>,
    path: &Path,
    known_migrations: &[&str],
    done: &AtomicU64,
    mut file: impl FnMut(&str, Vec<u8>) -> Result<(), DumpError>,
) -> Result<Manifest, DumpError> {
    let manifest = manifest(path)?;
    if let Some(newer) = manifest.migrations.iter().find(|id| !known_migrations.contains(&id.as_str())) {
        return Err(DumpError::Damaged(format!("it has migration {newer}, which this program does not know")));
    }
    let organisations = Sql::made("SELECT COUNT(*) FROM organisation".into());
    if tx.one(&organisations, params![], |row| row.get::<i64>(0))? > 0 {
        return Err(DumpError::NotEmpty);
    }
    let triggers = switch_triggers_off(tx, &manifest)?;
    for table in manifest.tables.iter().rev() {
        tx.batch(&format!("DELETE FROM {}", table.name))?;
    }
    let mut seen = Seen::default();
    // References hold when tables come in the manifest's order; parts lie in the archive in that order already.
    let mut archive = tar::Archive::new(std::fs::File::open(path)?);
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = entry.path()?.to_string_lossy().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content)?;
        if let Some(inner) = name.strip_prefix("files/") {
            file(inner, content)?;
            seen.files += 1;
        } else if let Some(rest) = name.strip_prefix("tables/") {
            let table = rest.split('/').next().unwrap_or_default();
            let known = manifest.tables.iter().find(|known| known.name == table);
            let known = known.ok_or_else(|| DumpError::Damaged(format!("{name} is not in its manifest")))?;
            seen.part(&known.name, &content);
            insert(tx, known, &content, &mut seen)?;
            done.store(seen.rows.values().sum(), Ordering::Relaxed);
        }
    }
    seen.check(&manifest)?;
    finish(tx, &manifest, &triggers)?;
    Ok(manifest)
}

/// What came by, to hold against the manifest.
#[derive(Default)]
struct Seen {
    rows: BTreeMap<String, u64>,
    hashes: HashMap<String, Sha256>,
    partitions: BTreeSet<String>,
    files: u64,
}

impl Seen {
    fn part(&mut self, table: &str, content: &[u8]) {
        self.hashes.entry(table.to_owned()).or_default().update(content);
    }

    fn check(self, manifest: &Manifest) -> Result<(), DumpError> {
        if self.files != manifest.files {
            return Err(DumpError::Damaged(format!("{} files instead of {}", self.files, manifest.files)));
        }
        for table in &manifest.tables {
            let hash = self.hashes.get(&table.name).cloned().unwrap_or_default().finalize();
            let rows = self.rows.get(&table.name).copied().unwrap_or(0);
            if rows != table.rows || data_encoding::HEXLOWER.encode(&hash) != table.sha256 {
                return Err(DumpError::Damaged(format!("the rows of {} are not those that were saved", table.name)));
            }
        }
        Ok(())
    }
}

fn insert(tx: &mut Tx<'_>, table: &Table, content: &[u8], seen: &mut Seen) -> Result<(), DumpError> {
    let places: Vec<String> = (1..=table.columns.len()).map(|n| format!("?{n}")).collect();
    let text = format!("INSERT INTO {} ({}) VALUES ({})", table.name, table.columns.join(", "), places.join(", "));
    let statement = Sql::made(text);
    let partitioned = tx.is_postgres() && is_partitioned(tx, &table.name)?;
    for line in content.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let row: Vec<Json> = serde_json::from_slice(line).map_err(|e| DumpError::Damaged(e.to_string()))?;
        if partitioned {
            partition(tx, &table.name, row.first(), seen)?;
        }
        let values = row.into_iter().map(value).collect::<Result<Vec<_>, _>>()?;
        tx.execute(&statement, &values)?;
        *seen.rows.entry(table.name.clone()).or_default() += 1;
    }
    Ok(())
}

fn is_partitioned(reader: &Reader<'_>, table: &str) -> Result<bool, DbError> {
    let sql = Sql::made("SELECT COUNT(*) FROM pg_class WHERE relkind = 'p' AND relname::TEXT = ?1".into());
    Ok(reader.one(&sql, params![table], |row| row.get::<i64>(0))? > 0)
}

/// Partitions are named `table__key` after their first column.
fn partition(tx: &mut Tx<'_>, table: &str, key: Option<&Json>, seen: &mut Seen) -> Result<(), DumpError> {
    let key = key.and_then(Json::as_i64).ok_or_else(|| DumpError::Damaged(format!("a key of {table}")))?;
    if seen.partitions.insert(format!("{table}__{key}")) {
        tx.batch(&format!("CREATE TABLE IF NOT EXISTS {table}__{key} PARTITION OF {table} FOR VALUES IN ({key})"))?;
    }
    Ok(())
}

fn value(json: Json) -> Result<Value<'static>, DumpError> {
    let odd = || DumpError::Damaged("a value of an unknown kind".into());
    match json {
        Json::Null => Ok(Value::Null),
        Json::String(text) => Ok(Value::from(text)),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Ok(Value::Int(whole)),
            (None, Some(real)) => Ok(Value::Real(real)),
            _ => Err(odd()),
        },
        Json::Object(object) => {
            let text = object.get("bytes").and_then(Json::as_str).ok_or_else(odd)?;
            Ok(Value::from(data_encoding::BASE64.decode(text.as_bytes()).map_err(|_| odd())?))
        }
        _ => Err(odd()),
    }
}

/// Rows of closed rounds would be refused by the triggers that guard them; answers what to put back.
fn switch_triggers_off(tx: &mut Tx<'_>, manifest: &Manifest) -> Result<Vec<String>, DbError> {
    if tx.is_postgres() {
        for table in &manifest.tables {
            tx.batch(&format!("ALTER TABLE {} DISABLE TRIGGER USER", table.name))?;
        }
        return Ok(Vec::new());
    }
    let sql = Sql::made("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'".into());
    let triggers = tx.query(&sql, params![], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?;
    for (name, _) in &triggers {
        tx.batch(&format!("DROP TRIGGER {name}"))?;
    }
    Ok(triggers.into_iter().map(|(_, sql)| sql).collect())
}

/// Triggers back on; numbering keys continue behind the highest number.
fn finish(tx: &mut Tx<'_>, manifest: &Manifest, triggers: &[String]) -> Result<(), DbError> {
    for trigger in triggers {
        tx.batch(trigger)?;
    }
    if !tx.is_postgres() {
        return Ok(());
    }
    let numbered = Sql::made(
        "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = current_schema()
         AND table_name::TEXT = ?1 AND column_name = 'id' AND is_identity = 'YES'"
            .into(),
    );
    for table in &manifest.tables {
        let name = &table.name;
        tx.batch(&format!("ALTER TABLE {name} ENABLE TRIGGER USER"))?;
        if tx.one(&numbered, params![name], |row| row.get::<i64>(0))? > 0 {
            tx.batch(&format!(
                "SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM {name}), false)"
            ))?;
        }
    }
    Ok(())
}
