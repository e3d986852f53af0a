//! No bytes make the reader or the verifier panic.

use crate::made::{checked, files, plain, round, signed};
use proof::package::FILES;
use proof::verify::{Asked, verify};
use proptest::prelude::*;
use std::sync::LazyLock;

static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| plain(1, 12).zip());

/// A change at a place: another byte, bytes cut out, bytes put in.
fn mutated(bytes: &[u8], changes: &[(prop::sample::Index, u8, u8)]) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    for (at, kind, value) in changes {
        if changed.is_empty() {
            break;
        }
        let place = at.index(changed.len());
        match kind % 4 {
            0 | 1 => changed[place] = *value,
            2 => drop(changed.drain(place..(place + usize::from(*value)).min(changed.len()))),
            _ => changed.insert(place, *value),
        }
    }
    changed
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<u8>()), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(!checked(&bytes).is_whole());
    }

    #[test]
    fn any_change_of_the_archive_is_answered(changes in changes()) {
        let _ = checked(&mutated(&WHOLE, &changes));
    }

    #[test]
    fn any_change_of_a_file_is_answered(file in 0..FILES.len(), changes in changes(), seed in 0..12_u64) {
        let made = round(seed);
        let mut whole = files(&made.zip());
        if let Some(bytes) = whole.get_mut(FILES[file].name) {
            *bytes = mutated(bytes, &changes);
            if FILES[file].name != "manifest.json" {
                let _ = checked(&signed(whole, &made.signer()));
            }
        }
    }

    #[test]
    fn any_head_and_receipt_is_answered(bytes in prop::collection::vec(any::<u8>(), 0..200), changes in changes()) {
        let made = plain(1, 12);
        let head = mutated(made.heads[0].text().as_bytes(), &changes);
        let receipt = mutated(made.receipt(&made.kept[0]).to_string().as_bytes(), &changes);
        let heads = vec![("a".to_owned(), bytes.clone()), ("b".to_owned(), head)];
        let receipts = vec![("c".to_owned(), bytes), ("d".to_owned(), receipt)];
        let _ = verify(&WHOLE, &Asked { key: Some("zz".to_owned()), heads, receipts });
    }
}
