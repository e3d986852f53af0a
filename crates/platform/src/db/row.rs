//! What comes out of a statement.

use super::error::DbError;
use super::value::is_bytes;
use crate::money::Cents;
use uuid::Uuid;

/// One row of an answer, of either database.
pub enum Row<'a> {
    /// From SQLite.
    Sqlite(&'a rusqlite::Row<'a>),
    /// From PostgreSQL.
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    /// The value in column `index`, counted from 0.
    ///
    /// # Errors
    /// When the column is missing, null where it may not be, or of another type.
    pub fn get<T: Column>(&self, index: usize) -> Result<T, DbError> {
        T::read(self, index)
    }
}

impl Row<'_> {
    /// All columns as JSON: numbers, texts, nulls, and `{"bytes": "base64"}`. For backups.
    ///
    /// # Errors
    /// When a column has a type that our schema does not use.
    pub(super) fn to_json(&self) -> Result<serde_json::Value, DbError> {
        let columns = match self {
            Row::Sqlite(row) => row.as_ref().column_count(),
            Row::Postgres(row) => row.len(),
        };
        (0..columns).map(|index| self.column_to_json(index)).collect()
    }

    fn column_to_json(&self, index: usize) -> Result<serde_json::Value, DbError> {
        use rusqlite::types::ValueRef;
        use serde_json::json;
        use tokio_postgres::types::Type;
        let bytes = |bytes: &[u8]| json!({ "bytes": data_encoding::BASE64.encode(bytes) });
        Ok(match self {
            Row::Sqlite(row) => match row.get_ref(index)? {
                ValueRef::Null => serde_json::Value::Null,
                ValueRef::Integer(number) => json!(number),
                ValueRef::Real(number) => json!(number),
                ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
                ValueRef::Blob(blob) => bytes(blob),
            },
            Row::Postgres(row) => {
                let kind = row.columns().get(index).map(|column| column.type_().clone());
                match kind {
                    Some(Type::INT8) => json!(row.try_get::<_, Option<i64>>(index)?),
                    Some(Type::FLOAT8) => json!(row.try_get::<_, Option<f64>>(index)?),
                    Some(Type::TEXT) => json!(row.try_get::<_, Option<String>>(index)?),
                    Some(ref kind) if is_bytes(kind) => {
                        row.try_get::<_, Option<Bytes>>(index)?.map_or(serde_json::Value::Null, |b| bytes(&b.0))
                    }
                    _ => return Err(DbError::Shape("a column of another type than the schema uses")),
                }
            }
        })
    }
}

/// A type that can be read from a column. `Option` of it reads a null as none.
pub trait Column: Sized {
    /// Reads it from column `index`, or none for a null.
    ///
    /// # Errors
    /// When the value is of another type.
    fn read_null(row: &Row<'_>, index: usize) -> Result<Option<Self>, DbError>;

    /// Reads it from column `index`.
    ///
    /// # Errors
    /// When the value is null or of another type.
    fn read(row: &Row<'_>, index: usize) -> Result<Self, DbError> {
        Self::read_null(row, index)?.ok_or(DbError::Shape("a null where a value belongs"))
    }
}

impl<T: Column> Column for Option<T> {
    fn read_null(row: &Row<'_>, index: usize) -> Result<Option<Self>, DbError> {
        Ok(Some(T::read_null(row, index)?))
    }
}

macro_rules! plain {
    ($($type:ty),+) => {
        $(impl Column for $type {
            fn read_null(row: &Row<'_>, index: usize) -> Result<Option<Self>, DbError> {
                match row {
                    Row::Sqlite(row) => Ok(row.get(index)?),
                    Row::Postgres(row) => Ok(row.try_get(index)?),
                }
            }
        })+
    };
}

plain!(i64, f64, String);

/// `BYTEA`, also under the name of a domain.
struct Bytes(Vec<u8>);

impl<'a> tokio_postgres::types::FromSql<'a> for Bytes {
    fn from_sql(
        _: &tokio_postgres::types::Type,
        raw: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Bytes(raw.to_vec()))
    }

    fn accepts(ty: &tokio_postgres::types::Type) -> bool {
        is_bytes(ty)
    }
}

impl Column for Vec<u8> {
    fn read_null(row: &Row<'_>, index: usize) -> Result<Option<Self>, DbError> {
        match row {
            Row::Sqlite(row) => Ok(row.get(index)?),
            Row::Postgres(row) => Ok(row.try_get::<_, Option<Bytes>>(index)?.map(|bytes| bytes.0)),
        }
    }
}

/// A column type that is another one with a meaning.
macro_rules! meaning {
    ($($type:ty as $raw:ty => |$v:ident| $make:expr;)+) => {
        $(impl Column for $type {
            fn read_null(row: &Row<'_>, index: usize) -> Result<Option<Self>, DbError> {
                match <$raw>::read_null(row, index)? {
                    None => Ok(None),
                    Some($v) => $make.map(Some),
                }
            }
        })+
    };
}

meaning! {
    bool as i64 => |v| Ok(v != 0);
    u32 as i64 => |v| u32::try_from(v).map_err(|_| DbError::Shape("a number out of range"));
    Cents as i64 => |v| Ok(Cents(v));
    jiff::Timestamp as i64 => |v| jiff::Timestamp::from_microsecond(v).map_err(|_| DbError::Shape("a time out of range"));
    Uuid as String => |v| Uuid::parse_str(&v).map_err(|_| DbError::Shape("not a UUID"));
    serde_json::Value as String => |v| serde_json::from_str(&v).map_err(|_| DbError::Shape("not JSON"));
}
