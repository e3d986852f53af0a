//! Making an archive.

use super::{DumpError, FORMAT, Manifest, Table, is_plain};
use crate::db::{DbError, Reader, Sql};
use crate::{params, statements};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};

/// Rows in one part of a table.
const PART: usize = 5_000;

statements! {
    /// The migrations that ran.
    RAN = "SELECT id FROM migration ORDER BY id LIMIT 10000";
}

const TABLES_SQLITE: &str =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
const TABLES_POSTGRES: &str = "SELECT c.relname::TEXT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1";
const REFERENCES_SQLITE: &str = "SELECT m.name, f.\"table\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table'";
const REFERENCES_POSTGRES: &str = "SELECT c.relname::TEXT, r.relname::TEXT FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid WHERE k.contype = 'f'";
const COLUMNS_SQLITE: &str = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
const COLUMNS_POSTGRES: &str = "SELECT column_name::TEXT FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name::TEXT = ?1 ORDER BY ordinal_position";

fn catalogue(reader: &Reader<'_>, sqlite: &'static str, postgres: &'static str) -> Sql {
    Sql::new("catalogue", if reader.is_postgres() { postgres } else { sqlite })
}

/// All tables but the list of migrations, each after those that it refers to.
fn tables(reader: &Reader<'_>) -> Result<Vec<String>, DbError> {
    let names =
        reader.query(&catalogue(reader, TABLES_SQLITE, TABLES_POSTGRES), params![], |row| row.get::<String>(0))?;
    let references = reader.query(&catalogue(reader, REFERENCES_SQLITE, REFERENCES_POSTGRES), params![], |row| {
        Ok((row.get::<String>(0)?, row.get::<String>(1)?))
    })?;
    let mut left: BTreeSet<String> = names.into_iter().filter(|name| name != "migration" && is_plain(name)).collect();
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let ready: Vec<String> = left
            .iter()
            .filter(|name| !references.iter().any(|(from, to)| from == *name && to != *name && left.contains(to)))
            .cloned()
            .collect();
        if ready.is_empty() {
            return Err(DbError::Shape("tables that refer to each other in a circle"));
        }
        for name in ready {
            left.remove(&name);
            ordered.push(name);
        }
    }
    Ok(ordered)
}

/// Writes tables and manifest of one moment of the database; `files` writes the files between them and counts them.
/// `rows` counts what was written, for who tells how far it is. Run it inside [`crate::db::Db::read_snapshot`].
///
/// # Errors
/// When the database or the archive fails.
pub fn backup<W: Write>(
    reader: &Reader<'_>,
    archive: &mut tar::Builder<W>,
    made_at: jiff::Timestamp,
    rows: &AtomicU64,
    files: impl FnOnce(&mut tar::Builder<W>) -> Result<u64, DumpError>,
) -> Result<Manifest, DumpError> {
    let migrations = reader.query(&RAN, params![], |row| row.get(0))?;
    let mut done = Vec::new();
    for name in tables(reader)? {
        done.push(table(reader, archive, &name, made_at)?);
        rows.store(done.iter().map(|table| table.rows).sum(), Ordering::Relaxed);
    }
    let files = files(archive)?;
    let manifest = Manifest { format: FORMAT, made_at, migrations, tables: done, files };
    let text = serde_json::to_vec_pretty(&manifest).map_err(|e| DumpError::Damaged(e.to_string()))?;
    append(archive, "manifest.json", &text, made_at)?;
    Ok(manifest)
}

fn table<W: Write>(
    reader: &Reader<'_>,
    archive: &mut tar::Builder<W>,
    name: &str,
    made_at: jiff::Timestamp,
) -> Result<Table, DumpError> {
    let columns = reader
        .query(&catalogue(reader, COLUMNS_SQLITE, COLUMNS_POSTGRES), params![name], |row| row.get::<String>(0))?;
    let mut hash = Sha256::new();
    let (mut rows, mut part, mut number, mut failed) = (0_u64, Vec::new(), 0_u32, None);
    let select = Sql::made(format!("SELECT {} FROM {name}", columns.join(", ")));
    let mut flush = |part: &mut Vec<u8>| -> Result<(), DumpError> {
        number += 1;
        hash.update(&part);
        append(archive, &format!("tables/{name}/{number:04}.ndjson"), part, made_at)?;
        part.clear();
        Ok(())
    };
    reader.query(&select, params![], |row| {
        let mut line = row.to_json()?.to_string();
        line.push('\n');
        part.extend_from_slice(line.as_bytes());
        rows += 1;
        if rows % (PART as u64) == 0
            && failed.is_none()
            && let Err(error) = flush(&mut part)
        {
            failed = Some(error);
        }
        Ok(())
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    if !part.is_empty() {
        flush(&mut part)?;
    }
    let sha256 = data_encoding::HEXLOWER.encode(&hash.finalize());
    Ok(Table { name: name.to_owned(), columns, rows, sha256 })
}

/// Adds one file to the archive.
fn append<W: Write>(
    archive: &mut tar::Builder<W>,
    path: &str,
    content: &[u8],
    made_at: jiff::Timestamp,
) -> Result<(), DumpError> {
    let mut header = tar::Header::new_gnu();
    header.set_size(content.len() as u64);
    header.set_mode(0o600);
    header.set_mtime(u64::try_from(made_at.as_second()).unwrap_or(0));
    header.set_cksum();
    Ok(archive.append_data(&mut header, path, content)?)
}
