//! One portable SQL text over an embedded SQLite or a PostgreSQL.
//!
//! Store functions are plain synchronous functions over a [`Reader`] or a [`Tx`]; the threads that run them belong to
//! this module. On SQLite one thread owns the write connection and commits in groups ([`sqlite`]); on PostgreSQL a
//! transaction runs on a pooled connection at `SERIALIZABLE` and is repeated when the database asks for it
//! ([`postgres`]). Either way a caller is answered only after its commit is on disk.

mod batch;
pub mod dump;
mod error;
mod handle;
mod migrate;
mod postgres;
mod row;
mod sqlite;
mod statement;
mod time;
mod tx;
mod value;

pub use batch::{Batch, Batcher};
pub use error::DbError;
pub use handle::{Announcement, Db, DbSettings, Kind};
pub use migrate::{Migration, STATEMENTS, pending};
pub use row::{Column, Row};
pub use statement::Sql;
pub use time::Offset;
pub use tx::{Reader, Tx};
pub use value::Value;

/// The parameters of a statement: `params![id, name]`.
#[macro_export]
macro_rules! params {
    () => { &[] as &[$crate::db::Value<'_>] };
    ($($value:expr),+ $(,)?) => { &[$($crate::db::Value::from($value)),+] as &[$crate::db::Value<'_>] };
}

/// Declares statements and the list of them all, so that one test can prepare each on both databases.
///
/// ```ignore
/// statements! {
///     /// A plan by its number.
///     BY_NUMBER = "SELECT id FROM proposal WHERE project_id = ?1 AND number = ?2";
/// }
/// ```
#[macro_export]
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)+) => {
        $($(#[$doc])* pub static $name: $crate::db::Sql = $crate::db::Sql::new(stringify!($name), $text);)+
        /// Every statement of this module.
        pub static STATEMENTS: &[&$crate::db::Sql] = &[$(&$name),+];
    };
}

/// Declares the type of a table's inner number, so that ids of two tables cannot be mixed up.
#[macro_export]
macro_rules! id_type {
    ($($(#[$doc:meta])* $name:ident;)+) => {
        $($(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
        impl From<$name> for $crate::db::Value<'_> {
            fn from(id: $name) -> Self {
                $crate::db::Value::Int(id.0)
            }
        }
        impl $crate::db::Column for $name {
            fn read_null(row: &$crate::db::Row<'_>, index: usize) -> Result<Option<Self>, $crate::db::DbError> {
                Ok(row.get::<Option<i64>>(index)?.map($name))
            }
        }        )+
    };
}
