//! What a list is asked for: parsed from an address, written back into one.

use civic::block::SEEDS;
use civic::model::{Area, Status, TagType};
use std::collections::BTreeMap;

/// Plans on one page of residents.
pub const PAGE_SIZE: u32 = 24;

/// At most so many kinds of tags filter at once.
pub(crate) const MOST_TYPES: usize = 3;
/// At most so many tags of one kind.
pub(crate) const MOST_OF_TYPE: usize = 10;

/// The keys that a list reads from an address; anything else is not part of it.
///
/// `q` search, `tag` (`kind.tag`, several), `area` and `status` (slug), `sort` (see [`Order::code`]), `page`, `seed`
/// (0–63, which of the random orders).
pub const QUERY_KEYS: &[&str] = &["q", "tag", "area", "status", "sort", "page", "seed"];

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Order {
    /// Shuffled, in one of 64 ways; stays the same while someone turns pages.
    Random,
    /// By number.
    Oldest,
    /// By number, backwards.
    Newest,
    /// By title.
    Title,
    /// Cheapest first; plans without a cost at the end.
    Cheapest,
    /// Dearest first; plans without a cost at the end.
    Dearest,
}

impl Order {
    /// All orders, as a form offers them.
    pub const ALL: [Order; 6] =
        [Order::Random, Order::Newest, Order::Oldest, Order::Title, Order::Cheapest, Order::Dearest];

    /// As in addresses and settings; also the end of its translation keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Order::Random => "random",
            Order::Oldest => "oldest",
            Order::Newest => "newest",
            Order::Title => "title",
            Order::Cheapest => "cost-up",
            Order::Dearest => "cost-down",
        }
    }

    /// From an address or a setting.
    #[must_use]
    pub fn parse(code: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|order| order.code() == code)
    }
}

/// The words, filters and order of a list, with the names of what they refer to; whatever the project does not have is
/// left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// What was searched for, as typed.
    pub q: String,
    /// Chosen tags: (slug of the kind, slug of the tag), sorted.
    pub tags: Vec<(String, String)>,
    /// Slug of the chosen area.
    pub area: Option<String>,
    /// Slug of the chosen status.
    pub status: Option<String>,
    /// Order.
    pub order: Order,
    /// Page, from 1.
    pub page: u32,
    /// Which random order.
    pub seed: u32,
}

impl ListQuery {
    /// Reads a canonical query; without one, everything in `default` order.
    #[must_use]
    pub fn read(query: &BTreeMap<String, String>, default: Order) -> Self {
        let get = |key: &str| query.get(key).map(String::as_str);
        let slug = |key: &str| get(key).filter(|slug| platform::ids::is_slug(slug)).map(str::to_owned);
        let mut tags: Vec<_> = get("tag")
            .unwrap_or_default()
            .split(',')
            .filter_map(|tag| tag.split_once('.'))
            .filter(|(kind, tag)| platform::ids::is_slug(kind) && platform::ids::is_slug(tag))
            .map(|(kind, tag)| (kind.to_owned(), tag.to_owned()))
            .collect();
        tags.sort();
        tags.dedup();
        ListQuery {
            q: get("q").unwrap_or_default().to_owned(),
            tags,
            area: slug("area"),
            status: slug("status"),
            order: get("sort").and_then(Order::parse).unwrap_or(default),
            page: platform::web::query::page(query),
            seed: get("seed").and_then(seed_of).unwrap_or(0),
        }
    }

    /// The same, of which only what this project has remains.
    #[must_use]
    pub fn within(mut self, types: &[TagType], areas: &[Area], statuses: &[Status]) -> Self {
        self.tags.retain(|(kind, slug)| {
            types.iter().any(|type_| type_.slug == *kind && type_.tags.iter().any(|tag| tag.slug == *slug))
        });
        self.area = self.area.filter(|slug| areas.iter().any(|area| area.slug == *slug));
        self.status = self.status.filter(|slug| statuses.iter().any(|status| status.slug == *slug));
        self
    }

    /// Whether anything narrows the list.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.q.is_empty() || !self.tags.is_empty() || self.area.is_some() || self.status.is_some()
    }

    /// Whether this tag is chosen.
    #[must_use]
    pub fn has_tag(&self, kind: &str, tag: &str) -> bool {
        self.tags.iter().any(|(k, t)| k == kind && t == tag)
    }

    /// The address of this list on another page, as a canonical query with `?` before it or nothing.
    #[must_use]
    pub fn address(&self, page: u32, default: Order) -> String {
        let mut query = BTreeMap::new();
        let mut put = |key: &str, value: String| query.insert(key.to_owned(), value);
        if !self.q.is_empty() {
            put("q", self.q.clone());
        }
        if !self.tags.is_empty() {
            put("tag", self.tags.iter().map(|(kind, tag)| format!("{kind}.{tag}")).collect::<Vec<_>>().join(","));
        }
        if let Some(area) = &self.area {
            put("area", area.clone());
        }
        if let Some(status) = &self.status {
            put("status", status.clone());
        }
        if self.order != default {
            put("sort", self.order.code().to_owned());
        }
        if self.order == Order::Random {
            put("seed", self.seed.to_string());
        }
        if page > 1 {
            put("page", page.to_string());
        }
        platform::web::query::text(&query)
    }
}

/// The bucket that a cookie or an address names.
#[must_use]
pub fn seed_of(text: &str) -> Option<u32> {
    text.parse().ok().filter(|seed| *seed < SEEDS && text.len() <= 2)
}

/// Puts ids in one of the 64 random orders. A plan's place depends on nothing but itself and the seed, so two lists with
/// different filters agree, and a new plan moves no other.
pub fn shuffle<A>(things: &mut [A], seed: u32, id: impl Fn(&A) -> i64) {
    things.sort_by_cached_key(|thing| mixed(seed, id(thing)));
}

/// SplitMix64 of a number and a seed: spreads evenly, costs nothing, guards no secret.
fn mixed(seed: u32, id: i64) -> (u64, i64) {
    let mut z = id.cast_unsigned() ^ u64::from(seed + 1).wrapping_mul(0xd134_2543_de82_ef95);
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31), id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use platform::web::query::canonical;
    use proptest::prelude::*;

    #[test]
    fn an_address_says_everything_and_reads_back() {
        let raw = "q=groene+tuin&tag=thema.groen&tag=thema.kunst&area=west&status=lijst&sort=cost-up&page=3&email=x";
        let query = ListQuery::read(&canonical(raw, QUERY_KEYS), Order::Random);
        assert_eq!(query.tags.len(), 2);
        assert_eq!((query.order, query.page, query.q.as_str()), (Order::Cheapest, 3, "groene tuin"));
        let address = query.address(3, Order::Random);
        let again = ListQuery::read(&canonical(address.trim_start_matches('?'), QUERY_KEYS), Order::Random);
        assert_eq!(again, query);
    }

    #[test]
    fn strange_values_are_no_values() {
        for (key, value) in [
            ("sort", "cost%3B+DROP+TABLE+proposal"),
            ("sort", "p.email"),
            ("tag", "thema.groen'--"),
            ("tag", "author"),
            ("area", "' OR ''='"),
            ("status", "1+OR+1%3D1"),
            ("page", "-1"),
            ("page", "99999999999"),
            ("seed", "64"),
            ("seed", "-1"),
            ("seed", "007"),
        ] {
            let query = ListQuery::read(&canonical(&format!("{key}={value}"), QUERY_KEYS), Order::Newest);
            assert_eq!(query, ListQuery::read(&BTreeMap::new(), Order::Newest), "{key}={value}");
        }
    }

    #[test]
    fn random_orders_differ_and_each_stays() {
        let order = |seed, count: i64| {
            let mut ids: Vec<i64> = (1..=count).collect();
            shuffle(&mut ids, seed, |id| *id);
            ids
        };
        let orders: std::collections::BTreeSet<_> = (0..SEEDS).map(|seed| order(seed, 58)).collect();
        assert_eq!(orders.len(), 64);
        assert_eq!(order(5, 58), order(5, 58));
        // A new plan moves no other.
        let without: Vec<_> = order(5, 59).into_iter().filter(|id| *id != 59).collect();
        assert_eq!(without, order(5, 58));
        // No plan is favoured: over all seeds the first place goes round.
        let first: std::collections::BTreeSet<_> = (0..SEEDS).map(|seed| order(seed, 58)[0]).collect();
        assert!(first.len() > 30, "{}", first.len());
    }

    proptest! {
        #[test]
        fn no_query_makes_it_panic(raw in "\\PC{0,200}") {
            let query = ListQuery::read(&canonical(&raw, QUERY_KEYS), Order::Random);
            let _ = query.address(query.page, Order::Newest);
        }
    }
}
