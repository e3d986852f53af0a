//! What all of this crate shares while the program runs.

use crate::hot::{DraftSaves, HandIns};
use crate::model::{NewCandidate, RoundId, RoundView};
use crate::service::log::heads::HeadsTo;
use crate::service::log::read::Trees;
use crate::service::log::refused::{self, Refused};
use crate::token::RoundKey;
use civic::App;
use civic::ids::{OrganisationId, ProjectId};
use platform::db::{Announcement, Batcher};
use platform::error::Error;
use platform::secrets::Tokens;
use proof::sign::Signer;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

/// The topic that tells every node to forget the key of a round.
pub(crate) const SEALED_TOPIC: &str = "round-sealed";

/// The future of a [`PlanSource`].
pub type Plans<'a> = Pin<Box<dyn Future<Output = Result<Vec<NewCandidate>, Error>> + Send + 'a>>;

/// Where plans come from. The program ties the vote to the feature that has them.
pub trait PlanSource: Send + Sync {
    /// These plans as they are now, in this order; one that does not exist (any more) is left out.
    fn snapshot<'a>(&'a self, organisation: OrganisationId, project: ProjectId, plans: &'a [Uuid]) -> Plans<'a>;
}

/// No plans of the site: for imports and tests, where candidates are given.
#[derive(Debug, Clone, Copy)]
pub struct NoPlans;

impl PlanSource for NoPlans {
    fn snapshot<'a>(&'a self, _: OrganisationId, _: ProjectId, _: &'a [Uuid]) -> Plans<'a> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

/// The vote. Cheap to clone.
#[derive(Clone)]
pub struct Voting {
    /// The program's services.
    pub app: App,
    pub(crate) state: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) hand_ins: Batcher<HandIns>,
    pub(crate) drafts: Batcher<DraftSaves>,
    pub(crate) views: RwLock<HashMap<Uuid, Arc<RoundView>>>,
    pub(crate) keys: RwLock<HashMap<RoundId, RoundKey>>,
    pub(crate) trees: RwLock<Trees>,
    pub(crate) signers: RwLock<HashMap<(OrganisationId, u32), Arc<Signer>>>,
    pub(crate) refused: Refused,
    heads_to: OnceLock<HeadsTo>,
    pub(crate) tokens: Tokens,
    pub(crate) plans: Arc<dyn PlanSource>,
    in_flight: AtomicUsize,
}

/// Counts one hand-in that was in time and is not answered yet.
pub(crate) struct InFlight(Arc<Shared>);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Voting {
    /// Starts the queues of hand-ins and drafts, on the current runtime.
    #[must_use]
    pub fn new(app: &App, plans: Arc<dyn PlanSource>) -> Self {
        let cookie_key = app.secrets.derive("voting-cookies", 0);
        let state = Arc::new(Shared {
            hand_ins: Batcher::start(app.db.clone(), HandIns),
            drafts: Batcher::start(app.db.clone(), DraftSaves),
            views: RwLock::default(),
            keys: RwLock::default(),
            trees: RwLock::default(),
            signers: RwLock::default(),
            refused: Refused::new(app.db.clone()),
            heads_to: OnceLock::new(),
            tokens: Tokens::new(&cookie_key, &app.clock, &app.random),
            plans,
            in_flight: AtomicUsize::new(0),
        });
        let voting = Voting { app: app.clone(), state };
        tokio::spawn(listen(voting.clone()));
        tokio::spawn(refused::keep(Arc::downgrade(&voting.state)));
        voting
    }

    /// Where signed heads go besides our own pages. Told once, when the program starts.
    pub fn send_heads_to(&self, place: HeadsTo) {
        // Told twice, the first holds.
        let _ = self.state.heads_to.set(place);
    }

    pub(crate) fn heads_to(&self) -> &HeadsTo {
        self.state.heads_to.get_or_init(HeadsTo::default)
    }

    /// Marks a hand-in as on its way, before its time is looked at.
    pub(crate) fn on_its_way(&self) -> InFlight {
        self.state.in_flight.fetch_add(1, Ordering::SeqCst);
        InFlight(Arc::clone(&self.state))
    }

    /// Whether every hand-in that was in time has been answered.
    pub(crate) fn is_quiet(&self) -> bool {
        self.state.in_flight.load(Ordering::SeqCst) == 0
    }

    /// Waits until every hand-in that was in time has been answered, but no longer than this.
    pub(crate) async fn until_quiet(&self, patience: Duration) {
        let began = Instant::now();
        while !self.is_quiet() && began.elapsed() < patience {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub(crate) fn forget_view(&self, round: Uuid) {
        self.state.views.write().unwrap_or_else(PoisonError::into_inner).remove(&round);
    }
}

/// Forgets keys of rounds that this or another node has sealed.
async fn listen(voting: Voting) {
    let mut announcements = voting.app.db.subscribe();
    // The queues live as long as somebody else holds them.
    let weak = Arc::downgrade(&voting.state);
    drop(voting);
    loop {
        let heard = announcements.recv().await;
        let Some(state) = weak.upgrade() else { return };
        let mut keys = state.keys.write().unwrap_or_else(PoisonError::into_inner);
        match heard {
            Ok(Announcement { topic, body }) if topic == SEALED_TOPIC => {
                if let Ok(id) = body.parse() {
                    keys.remove(&RoundId(id));
                }
            }
            Ok(Announcement { topic, .. }) if topic == Announcement::GAP => keys.clear(),
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => keys.clear(),
            Err(RecvError::Closed) => return,
        }
    }
}
