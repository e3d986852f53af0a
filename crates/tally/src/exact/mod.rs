//! Numbers for rules that decide in rounds: quick ones that know how wrong they can be, and exact ones for close calls.

mod double;
mod system;

pub(crate) use double::{Double, UNIT, to_f64};
pub(crate) use system::{Approximate, Form, System};
