//! HTTP: what comes in before a feature sees it, and what goes out.

pub mod accept;
pub mod assets;
pub mod compress;
pub mod cookies;
pub mod form;
pub mod load;
pub mod query;
pub mod response;
pub mod security;
