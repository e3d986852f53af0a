//! Pages that were made before, and whether they still hold.

use crate::error::Error;
use bytes::Bytes;
use moka::future::Cache;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Duration;

/// What decides whether a page made before is the answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PageKey {
    /// Whose site.
    pub organisation: i64,
    /// The generations of what the page shows.
    pub generations: [i64; 2],
    /// Language code.
    pub lang: &'static str,
    /// The roles for which it was made; empty for residents.
    pub roles: String,
    /// Path and canonical query, and the minute or other moment that the page depends on.
    pub route: String,
}

/// A page, ready to send.
#[derive(Debug)]
pub struct CachedPage {
    /// Content type.
    pub content_type: &'static str,
    /// Its hash, quoted, as an `ETag`.
    pub etag: http::HeaderValue,
    /// As it is.
    pub identity: Bytes,
    /// Until when it holds at most (microseconds): the next moment at which something on it opens or closes.
    pub until: i64,
    hits: AtomicU32,
    fast: OnceLock<Bytes>,
    small: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

/// A page asked for so often is worth compressing well.
const POPULAR: u32 = 3;

impl CachedPage {
    /// Names a body by its hash. It is compressed when somebody wants it so: fast at first, well when it is asked for
    /// again, because most pages of a search are asked for once.
    #[must_use]
    pub fn new(content_type: &'static str, body: String, until: i64) -> Self {
        use sha2::{Digest, Sha256};
        let digest = Sha256::digest(body.as_bytes());
        let name = data_encoding::HEXLOWER.encode(digest.get(..12).unwrap_or_default());
        let etag = http::HeaderValue::from_str(&format!("W/\"{name}\""))
            .unwrap_or_else(|_| http::HeaderValue::from_static("W/\"page\""));
        CachedPage {
            content_type,
            etag,
            identity: body.into(),
            until,
            hits: AtomicU32::new(0),
            fast: OnceLock::new(),
            small: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    /// Compressed by Brotli.
    #[must_use]
    pub fn br(&self) -> &Bytes {
        let brotli = |quality| Bytes::from(crate::web::compress::brotli(&self.identity, quality));
        if self.hits.fetch_add(1, Ordering::Relaxed) < POPULAR {
            self.fast.get_or_init(|| brotli(2))
        } else {
            self.small.get_or_init(|| brotli(6))
        }
    }

    /// Compressed by gzip.
    #[must_use]
    pub fn gzip(&self) -> &Bytes {
        self.gzip.get_or_init(|| crate::web::compress::gzip(&self.identity).into())
    }

    /// What it can weigh at most, with all its encodings.
    fn weight(&self) -> usize {
        self.identity.len() * 2 + 400
    }
}

/// How much memory pages take at most.
const BYTES: u64 = 48 * 1024 * 1024;

/// The pages of this node.
pub struct PageCache(Cache<PageKey, Arc<CachedPage>>);

impl Default for PageCache {
    fn default() -> Self {
        let pages = Cache::builder()
            .max_capacity(BYTES)
            .weigher(|key: &PageKey, page: &Arc<CachedPage>| {
                u32::try_from(page.weight() + key.route.len()).unwrap_or(u32::MAX)
            })
            .time_to_live(Duration::from_secs(600))
            .build();
        PageCache(pages)
    }
}

impl PageCache {
    /// The page of this key; made once, however many ask for it at the same time. Errors are not kept.
    ///
    /// # Errors
    /// What `make` answers.
    pub async fn get_or_make<F>(&self, key: PageKey, now: i64, make: F) -> Result<Arc<CachedPage>, Error>
    where
        F: Future<Output = Result<CachedPage, Error>>,
    {
        if let Some(page) = self.0.get(&key).await {
            if now < page.until {
                return Ok(page);
            }
            self.0.invalidate(&key).await;
        }
        let made = self.0.try_get_with(key, async { make.await.map(Arc::new) }).await;
        made.map_err(|error| (*error).clone())
    }
}

/// How long a generation is believed without asking the database, in microseconds. Announcements come sooner.
const BELIEVED: i64 = 5_000_000;

/// A moment before all others, in microseconds.
const NEVER: i64 = i64::MIN / 4;

/// The current numbers of generations, as far as this node has heard.
#[derive(Default)]
pub struct Generations(RwLock<HashMap<i64, (i64, i64)>>);

impl Generations {
    /// The number of a scope: from memory, or asked for by `load`.
    ///
    /// # Errors
    /// What `load` answers.
    pub async fn current<E, L, F>(&self, scope: i64, now: i64, load: L) -> Result<i64, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<i64, E>>,
    {
        if let Some((number, at)) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&scope)
            && (0..BELIEVED).contains(&(now - at))
        {
            return Ok(*number);
        }
        let number = load().await?;
        let mut numbers = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let known = numbers.entry(scope).or_insert((number, now));
        // An announcement may have come while we asked.
        *known = (known.0.max(number), now);
        Ok(known.0)
    }

    /// A scope was raised to a number.
    pub fn raised(&self, scope: i64, number: i64) {
        let mut numbers = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Somebody may be asking for it just now, and hear an older number: this one counts, but is not believed for long.
        let known = numbers.entry(scope).or_insert((number, NEVER));
        known.0 = known.0.max(number);
    }

    /// Forgets all numbers, because something may have been missed.
    pub fn forget(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
