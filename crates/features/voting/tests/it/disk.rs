//! What lies on disk: on SQLite the raw files, on PostgreSQL every live relation; and a finder for it.

use crate::support::Town;
use platform::db::Sql;
use std::collections::HashMap;
use testkit::Kind;

/// Everything that is on disk, and in which order sealed ballots and entitlements lie there.
pub struct Disk {
    /// All bytes.
    pub bytes: Vec<u8>,
    /// The choices of sealed ballots, in the order in which they lie there.
    pub sealed: Vec<String>,
    /// The ids of entitlements, likewise.
    pub entitlements: Vec<String>,
}

/// Reads it.
pub async fn disk(town: &Town) -> Disk {
    let mut bytes = Vec::new();
    for file in files(&town.folder().join("files")) {
        bytes.extend(std::fs::read(file).unwrap());
    }
    if town.kind == Kind::Postgres {
        return postgres(town.url.as_deref().unwrap(), bytes).await;
    }
    let database = std::fs::read(town.folder().join("samenspel.db")).unwrap();
    static SEALED: Sql = Sql::new("SEALED", "SELECT id, choices FROM ballot_sealed");
    static IDS: Sql = Sql::new("IDS", "SELECT id FROM entitlement");
    let (sealed, ids) = town
        .app
        .db
        .read(|reader| {
            let sealed = reader.query(&SEALED, &[], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?;
            Ok::<_, platform::db::DbError>((sealed, reader.query(&IDS, &[], |row| row.get::<String>(0))?))
        })
        .await
        .unwrap();
    // Where the bytes lie in the file, not the order in which the database answers.
    let mut raw = database.clone();
    let log = std::fs::read(town.folder().join("samenspel.db-wal")).unwrap_or_default();
    raw.extend(&log);
    let place = |id: &str| raw.windows(id.len()).rposition(|window| window == id.as_bytes()).unwrap();
    let mut sealed: Vec<(usize, String)> = sealed.into_iter().map(|(id, choice)| (place(&id), choice)).collect();
    let mut ids: Vec<(usize, String)> = ids.into_iter().map(|id| (place(&id), id)).collect();
    sealed.sort();
    ids.sort();
    bytes.extend(&raw);
    bytes.extend(std::fs::read(town.folder().join("samenspel.db-shm")).unwrap_or_default());
    bytes.extend(visible(town).await);
    let second = |pairs: Vec<(usize, String)>| pairs.into_iter().map(|(_, value)| value).collect();
    Disk { bytes, sealed: second(sealed), entitlements: second(ids) }
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() { files(&path) } else { vec![path] }
        })
        .collect()
}

async fn postgres(url: &str, mut bytes: Vec<u8>) -> Disk {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let tables = client
        .query(
            "SELECT relname::TEXT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname = 'public'",
            &[],
        )
        .await
        .unwrap();
    assert!(tables.len() > 20);
    for table in tables {
        let name: String = table.get(0);
        for row in client.query(&format!("SELECT CAST(t AS TEXT) FROM \"{name}\" t"), &[]).await.unwrap() {
            bytes.extend(row.get::<_, String>(0).into_bytes());
            bytes.push(b'\n');
        }
    }
    let texts = |rows: Vec<tokio_postgres::Row>| rows.into_iter().map(|row| row.get::<_, String>(0)).collect();
    let sealed = client.query("SELECT choices FROM ballot_sealed ORDER BY ctid", &[]).await.unwrap();
    let ids = client.query("SELECT id FROM entitlement ORDER BY ctid", &[]).await.unwrap();
    Disk { bytes, sealed: texts(sealed), entitlements: texts(ids) }
}

/// In which forms bytes can stand on a disk.
pub fn forms(bytes: &[u8]) -> Vec<Vec<u8>> {
    use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
    let start = &bytes[..bytes.len().min(30)];
    vec![
        start.to_vec(),
        HEXLOWER.encode(start).into_bytes(),
        BASE64.encode(start).into_bytes(),
        BASE64URL_NOPAD.encode(start).into_bytes(),
    ]
}

/// The forms in which a moment can stand somewhere, to the second: what begins with one of them tells no less.
pub fn times(micros: i64) -> Vec<Vec<u8>> {
    let at = jiff::Timestamp::from_microsecond(micros).unwrap();
    let local = platform::clock::local(at);
    let millis = format!("{:012x}", micros / 1_000);
    let (high, low) = millis.split_at(8);
    let words = [
        // Decimal; milliseconds and microseconds begin with the seconds.
        (micros / 1_000_000).to_string(),
        at.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        local.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        local.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        // The first half of a UUIDv7 is milliseconds.
        format!("{high}-{low}-7"),
        format!("{millis}7"),
    ];
    let mut forms = vec![micros.to_be_bytes().to_vec(), (micros / 1_000_000).to_be_bytes().to_vec()];
    forms.push((micros / 1_000).to_be_bytes().to_vec());
    forms.extend(words.into_iter().map(String::into_bytes));
    forms
}

/// Every value that SQL can see, as text: numbers stand in the file in fewer bytes than one could look for.
pub async fn visible(town: &Town) -> Vec<u8> {
    static TABLES: Sql = Sql::new("TABLES", "SELECT name FROM sqlite_master WHERE type = 'table'");
    let read = |text: String| {
        let sql: &'static Sql = Box::leak(Box::new(Sql::new("visible", Box::leak(text.into_boxed_str()))));
        town.app.db.read(move |reader| reader.query(sql, &[], |row| row.get::<String>(0)))
    };
    let tables = town.app.db.read(|reader| reader.query(&TABLES, &[], |row| row.get::<String>(0))).await.unwrap();
    assert!(tables.len() > 20);
    let mut bytes = Vec::new();
    for table in tables {
        let columns = read(format!("SELECT name FROM pragma_table_info('{table}')")).await.unwrap();
        let values: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        for row in read(format!("SELECT {} FROM \"{table}\"", values.join("||' '||"))).await.unwrap() {
            bytes.extend(row.into_bytes());
            bytes.push(b'\n');
        }
    }
    bytes
}

/// Whether any of the needles lies in the hay: by their first eight bytes in a table, because there are thousands.
pub fn holds(hay: &[u8], needles: impl IntoIterator<Item = Vec<u8>>) -> bool {
    let mut by_start: HashMap<[u8; 8], Vec<Vec<u8>>> = HashMap::new();
    for needle in needles {
        by_start.entry(needle[..8].try_into().unwrap()).or_default().push(needle);
    }
    hay.windows(8).enumerate().any(|(place, window)| {
        let start: [u8; 8] = window.try_into().unwrap();
        by_start.get(&start).is_some_and(|found| found.iter().any(|needle| hay[place..].starts_with(needle)))
    })
}
