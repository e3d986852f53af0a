//! What a list is asked for: parsed from an address, written back into one.

use super::place::{Bounds, DISTANCES, USUAL_DISTANCE};
use super::postcode;
use civic::block::SEEDS;
use civic::model::{Area, Status, TagType};
use std::collections::BTreeMap;

/// Plans on one page of residents.
pub const PAGE_SIZE: u32 = 24;

/// At most so many kinds of tags filter at once.
pub(crate) const MOST_TYPES: usize = 5;
/// At most so many tags of one kind.
pub(crate) const MOST_OF_TYPE: usize = 10;

/// The keys that a list reads from an address; anything else is not part of it.
///
/// `q` search, `tag` (`kind.tag`, several), `area` and `status` (slug), `sort` (see [`Order::code`]), `page`, `seed`
/// (0–63, which of the random orders), `view` (see [`View::code`]), `postcode` (four digits), `distance` (metres), `bbox`
/// (west, south, east, north).
pub const QUERY_KEYS: &[&str] =
    &["q", "tag", "area", "status", "sort", "page", "seed", "view", "postcode", "distance", "bbox"];

/// How a list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Cards with pictures.
    Cards,
    /// Rows.
    Table,
    /// A map, and rows.
    Map,
}

impl View {
    /// All ways, as a switch offers them.
    pub const ALL: [View; 3] = [View::Cards, View::Table, View::Map];

    /// As in addresses and settings; also the end of its translation keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            View::Cards => "cards",
            View::Table => "table",
            View::Map => "map",
        }
    }

    /// From an address or a setting.
    #[must_use]
    pub fn parse(code: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.code() == code)
    }
}

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
    /// Most support first.
    Support,
}

impl Order {
    /// All orders, as a form offers them.
    pub const ALL: [Order; 7] =
        [Order::Random, Order::Newest, Order::Oldest, Order::Title, Order::Cheapest, Order::Dearest, Order::Support];

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
            Order::Support => "support",
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
#[derive(Debug, Clone, PartialEq)]
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
    /// How it is shown; none for the way that the list is set to.
    pub view: Option<View>,
    /// The four digits of a post code: plans near it, and those without a place.
    pub postcode: Option<String>,
    /// How near, in metres; one of [`DISTANCES`].
    pub distance: u32,
    /// Only plans in this part of the map.
    pub bounds: Option<Bounds>,
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
            view: get("view").and_then(View::parse),
            postcode: get("postcode").and_then(four_digits),
            distance: get("distance").and_then(distance_of).unwrap_or(USUAL_DISTANCE),
            bounds: get("bbox").and_then(Bounds::parse),
        }
    }

    /// The same, of which only what this project has remains, and of many tags those that count.
    #[must_use]
    pub fn within(mut self, types: &[TagType], areas: &[Area], statuses: &[Status]) -> Self {
        self.tags.retain(|(kind, slug)| {
            types.iter().any(|type_| type_.slug == *kind && type_.tags.iter().any(|tag| tag.slug == *slug))
        });
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        self.tags.retain(|(kind, _)| {
            let fits = counted.contains_key(kind) || counted.len() < MOST_TYPES;
            let many = if fits { counted.entry(kind.clone()).or_default() } else { return false };
            *many += 1;
            *many <= MOST_OF_TYPE
        });
        self.area = self.area.filter(|slug| areas.iter().any(|area| area.slug == *slug));
        self.status = self.status.filter(|slug| statuses.iter().any(|status| status.slug == *slug));
        self
    }

    /// Whether anything narrows the list.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.q.is_empty()
            || !self.tags.is_empty()
            || self.area.is_some()
            || self.status.is_some()
            || self.postcode.is_some()
            || self.bounds.is_some()
    }

    /// Whether this tag is chosen.
    #[must_use]
    pub fn has_tag(&self, kind: &str, tag: &str) -> bool {
        self.tags.iter().any(|(k, t)| k == kind && t == tag)
    }

    /// The address of this list on another page, as a canonical query with `?` before it or nothing.
    #[must_use]
    pub fn address(&self, page: u32, default: Order) -> String {
        platform::web::query::text(&self.pairs(page, default))
    }

    /// The same as pairs.
    #[must_use]
    pub fn pairs(&self, page: u32, default: Order) -> BTreeMap<String, String> {
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
        if let Some(view) = self.view {
            put("view", view.code().to_owned());
        }
        if let Some(postcode) = &self.postcode {
            put("postcode", postcode.clone());
            if self.distance != USUAL_DISTANCE {
                put("distance", self.distance.to_string());
            }
        }
        if let Some(bounds) = &self.bounds {
            put("bbox", bounds.text());
        }
        query
    }
}

/// The four digits of a Dutch post code, with or without its letters.
#[must_use]
pub fn four_digits(text: &str) -> Option<String> {
    let text = text.trim();
    let four = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    if four { Some(text.to_owned()) } else { postcode(text)?.get(..4).map(str::to_owned) }
}

/// A distance that can be asked for, in metres.
#[must_use]
pub fn distance_of(text: &str) -> Option<u32> {
    text.parse().ok().filter(|metres| DISTANCES.contains(metres))
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
        let raw = "q=groene+tuin&tag=thema.groen&tag=thema.kunst&area=west&status=lijst&sort=cost-up&page=3&email=x\
            &view=map&postcode=1055+ab&distance=500&bbox=4.8,52.3,4.9,52.4";
        let query = ListQuery::read(&canonical(raw, QUERY_KEYS), Order::Random);
        assert_eq!(query.tags.len(), 2);
        assert_eq!((query.order, query.page, query.q.as_str()), (Order::Cheapest, 3, "groene tuin"));
        assert_eq!((query.postcode.as_deref(), query.distance, query.view), (Some("1055"), 500, Some(View::Map)));
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
            ("view", "cards'--"),
            ("postcode", "0123"),
            ("postcode", "12345"),
            ("postcode", "1055+abc"),
            ("distance", "1"),
            ("distance", "1e9"),
            ("distance", "-500"),
            ("bbox", "NaN,NaN,NaN,NaN"),
            ("bbox", "5,52,4,53"),
            ("bbox", "52,4,inf,5"),
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
