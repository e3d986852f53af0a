//! What goes into a statement.

use crate::money::Cents;
use bytes::BytesMut;
use std::borrow::Cow;
use tokio_postgres::types::{IsNull, ToSql, Type};
use uuid::Uuid;

/// A parameter. Lists are for the set-based statements of PostgreSQL only (`UNNEST`).
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// SQL null.
    Null,
    /// `BIGINT`.
    Int(i64),
    /// `DOUBLE PRECISION`.
    Real(f64),
    /// `TEXT`.
    Text(Cow<'a, str>),
    /// `BLOB` / `BYTEA`.
    Blob(Cow<'a, [u8]>),
    /// `BIGINT[]`, PostgreSQL only.
    Ints(Vec<i64>),
    /// `TEXT[]`, PostgreSQL only.
    Texts(Vec<String>),
    /// `BYTEA[]`, PostgreSQL only.
    Blobs(Vec<Option<Vec<u8>>>),
}

impl Value<'_> {
    /// The same value without a borrow.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Int(n) => Value::Int(n),
            Value::Real(n) => Value::Real(n),
            Value::Text(t) => Value::Text(Cow::Owned(t.into_owned())),
            Value::Blob(b) => Value::Blob(Cow::Owned(b.into_owned())),
            Value::Ints(v) => Value::Ints(v),
            Value::Texts(v) => Value::Texts(v),
            Value::Blobs(v) => Value::Blobs(v),
        }
    }
}

macro_rules! from {
    ($($type:ty => |$v:ident| $make:expr;)+) => {
        $(impl<'a> From<$type> for Value<'a> {
            fn from($v: $type) -> Self {
                $make
            }
        })+
    };
}

from! {
    i64 => |v| Value::Int(v);
    i32 => |v| Value::Int(i64::from(v));
    u32 => |v| Value::Int(i64::from(v));
    u16 => |v| Value::Int(i64::from(v));
    bool => |v| Value::Int(i64::from(v));
    f64 => |v| Value::Real(v);
    String => |v| Value::Text(Cow::Owned(v));
    &'a str => |v| Value::Text(Cow::Borrowed(v));
    &'a String => |v| Value::Text(Cow::Borrowed(v.as_str()));
    Vec<u8> => |v| Value::Blob(Cow::Owned(v));
    &'a Vec<u8> => |v| Value::Blob(Cow::Borrowed(v.as_slice()));
    &'a [u8] => |v| Value::Blob(Cow::Borrowed(v));
    &'a [u8; 32] => |v| Value::Blob(Cow::Borrowed(v.as_slice()));
    [u8; 32] => |v| Value::Blob(Cow::Owned(v.to_vec()));
    Uuid => |v| Value::Text(Cow::Owned(v.to_string()));
    &'a Uuid => |v| Value::Text(Cow::Owned(v.to_string()));
    jiff::Timestamp => |v| Value::Int(v.as_microsecond());
    Cents => |v| Value::Int(v.0);
    usize => |v| Value::Int(i64::try_from(v).unwrap_or(i64::MAX));
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

type BoxError = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(n) if *ty == Type::FLOAT8 => {
                #[expect(clippy::cast_precision_loss, reason = "a whole number for a column of doubles")]
                let n = *n as f64;
                n.to_sql(ty, out)
            }
            Value::Int(n) if *ty == Type::INT4 => i32::try_from(*n)?.to_sql(ty, out),
            Value::Int(n) => n.to_sql(ty, out),
            Value::Real(n) => n.to_sql(ty, out),
            Value::Text(t) => t.as_ref().to_sql(ty, out),
            Value::Blob(b) => b.as_ref().to_sql(ty, out),
            Value::Ints(v) => v.to_sql(ty, out),
            Value::Texts(v) => v.to_sql(ty, out),
            Value::Blobs(v) => v.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        let fits = match self {
            Value::Null => true,
            Value::Int(_) => matches!(*ty, Type::INT8 | Type::INT4 | Type::FLOAT8),
            Value::Real(_) => *ty == Type::FLOAT8,
            Value::Text(_) => matches!(*ty, Type::TEXT | Type::VARCHAR),
            Value::Blob(_) => is_bytes(ty),
            Value::Ints(_) => *ty == Type::INT8_ARRAY,
            Value::Texts(_) => *ty == Type::TEXT_ARRAY,
            Value::Blobs(_) => *ty == Type::BYTEA_ARRAY,
        };
        if !fits {
            return Err(format!("a {self:?} does not fit a parameter of type {ty}").into());
        }
        self.to_sql(ty, out)
    }
}

/// Whether a type is `BYTEA` or the domain `blob` that the migrations make of it.
pub(super) fn is_bytes(ty: &Type) -> bool {
    match ty.kind() {
        tokio_postgres::types::Kind::Domain(inner) => *inner == Type::BYTEA,
        _ => *ty == Type::BYTEA,
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Real(n) => ValueRef::Real(*n),
            Value::Text(t) => ValueRef::Text(t.as_bytes()),
            Value::Blob(b) => ValueRef::Blob(b),
            Value::Ints(_) | Value::Texts(_) | Value::Blobs(_) => {
                return Err(rusqlite::Error::ToSqlConversionFailure("SQLite has no lists".into()));
            }
        }))
    }
}
