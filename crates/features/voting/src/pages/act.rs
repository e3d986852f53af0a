//! The forms of a vote. Each does one thing through a service and leads on; what cannot be is told on the page that the
//! form stands on.

use super::cookies::{HANDED_COOKIE, HANDED_LIFE, Handed, MAIL_COOKIE, MAIL_LIFE, handed_value, mail_value};
use super::load::Trip;
use super::pick::{Pick, pick};
use super::scene::{Scene, Screen, Step, Way, live};
use super::{basket, choose as choosing, firsts, fit, overview, show};
use crate::Voting;
use crate::ballot::{self, Choice};
use crate::model::{Draft, Drafts, HandIn, Keep, State, Voter};
use crate::refusal::Refusal as Vote;
use crate::rules::BallotForm;
use crate::service;
use crate::token::{DEVICE_COOKIE, DEVICE_LIFE_SECONDS, Device, VOTER_COOKIE, VOTER_LIFE_SECONDS};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::response::Response;
use civic::context::{Answer, Fail, Visitor};
use civic::model::PageRole;
use civic::ui::{Frame, shell};
use http::header::SET_COOKIE;
use http::{HeaderValue, StatusCode};
use maud::{Markup, html};
use platform::error::{Common, Error, Refusal};
use platform::web::form::Form;
use platform::web::response;

/// The longest name of a hand-in that is read.
const LONGEST_KEY: usize = 100;

/// A form of the vote that was sent: by whom, for which round, with what.
pub(super) struct Sent {
    pub(super) voting: Voting,
    pub(super) visitor: Visitor,
    pub(super) trip: Trip,
    pub(super) form: Form,
}

impl FromRequest<Voting> for Sent {
    type Rejection = Fail;

    async fn from_request(request: Request, voting: &Voting) -> Result<Self, Fail> {
        let sent = Sent::read(request, voting).await?;
        sent.trip.permit(voting, &sent.visitor).await?;
        Ok(sent)
    }
}

/// The form of somebody who identifies: for a draft too, which opens for test codes.
pub(super) struct Identifying(Sent);

impl FromRequest<Voting> for Identifying {
    type Rejection = Fail;

    async fn from_request(request: Request, voting: &Voting) -> Result<Self, Fail> {
        Ok(Identifying(Sent::read(request, voting).await?))
    }
}

impl Sent {
    async fn read(request: Request, voting: &Voting) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, voting).await;
        let visitor = visitor.map_err(|status| Error::internal(format!("no visitor: {status}")))?;
        let round = Path::<String>::from_request_parts(&mut parts, voting).await;
        let Path(round) = round.map_err(|_| Error::from(Common::NotFound))?;
        let form = Form::from_request(Request::from_parts(parts, body), voting).await.map_err(|wrong| wrong.0)?;
        let trip = Trip::to_identify(voting, &visitor, &round).await?;
        Ok(Sent { voting: voting.clone(), visitor, trip, form })
    }

    /// The scene before the act.
    pub(super) async fn scene(&self) -> Result<Scene<'_>, Error> {
        self.trip.scene(&self.voting, &self.visitor, &self.form).await
    }

    /// A screen as the answer to the form.
    pub(super) fn answer(&self, s: &Scene<'_>, screen: Screen, status: StatusCode) -> Response {
        let trip = &self.trip;
        let (title, main) = show(s, screen);
        let frame = Frame {
            project: Some(&trip.project),
            pages: &trip.pages,
            current: trip.pages.iter().find(|page| page.role == PageRole::Vote),
            path: Some(&trip.place.vote),
            wrong: !s.form.errors().is_empty(),
            hidden: true,
            ..Frame::new(&title, main)
        };
        response::html(status, shell(&self.voting.app, &self.visitor, frame))
    }

    /// On to a step.
    fn onward(&self, step: Step) -> Response {
        response::see_other(&self.trip.place.step(step))
    }

    /// On to asking for a code by mail.
    fn to_email(&self) -> Response {
        response::see_other(&self.trip.place.step_with(Step::Who, &[("way", "email")]))
    }

    /// Sets a cookie of this browser in an answer.
    fn remember(&self, answer: Response, name: &str, value: &str, seconds: i64) -> Response {
        with_cookie(answer, self.visitor.cookies.set(name, value, Some(seconds)))
    }

    /// Ends cookies of this browser in an answer.
    fn end(&self, answer: Response, names: &[&str]) -> Response {
        names.iter().fold(answer, |answer, name| with_cookie(answer, self.visitor.cookies.end(name)))
    }

    /// Saves the draft: the voter's, who has identified, or that of the browser; answers the browser when it is new, to be
    /// remembered.
    async fn save(&self, s: &mut Scene<'_>, choices: Vec<Choice>) -> Result<Option<Device>, Error> {
        let voting = &self.voting;
        let fresh = (self.trip.device.is_none() && s.seen.voter.is_none()).then(|| voting.new_device());
        let whose = (self.trip.device.as_ref().or(fresh.as_ref()), s.seen.voter.as_ref());
        let draft = service::draft::save(voting, s.view, self.visitor.client, whose, choices).await?;
        if s.seen.voter.is_some() {
            s.seen.drafts.voter = Some(draft);
        } else {
            s.seen.drafts.device = Some(draft);
        }
        Ok(fresh)
    }

    /// Who has identified goes on where their choice is: two drafts that meet, a choice to hand in, or to choose.
    async fn identified(&self, voter: &Voter) -> Result<Response, Error> {
        let (voting, view) = (&self.voting, &self.trip.view);
        let drafts = match &self.trip.device {
            Some(device) => service::draft::adopt(voting, view, device, voter).await?,
            None => service::draft::read(voting, view, None, Some(voter)).await?,
        };
        let chosen = drafts.current().map(|draft| live(view, &draft.choices));
        // An empty choice was made too, where blank ballots are taken.
        let blank = chosen.is_some() && view.round.rules.blank_allowed;
        let step = if drafts.meet() {
            Step::Drafts
        } else if chosen.unwrap_or_default().is_empty() && !blank {
            Step::Who
        } else {
            Step::HandIn
        };
        let onward = self.remember(self.onward(step), VOTER_COOKIE, &voting.voter_cookie(voter)?, VOTER_LIFE_SECONDS);
        // What the voter before handed in is nobody else's to see.
        Ok(self.end(onward, &[HANDED_COOKIE, MAIL_COOKIE]))
    }

    async fn not_identified(&self, error: Error, way: Way) -> Result<Response, Error> {
        let asked_address = way == Way::Email && !self.form.get("email").is_empty();
        let (form, status) = refused(&self.form, error, asked_address.then_some("email"))?;
        let mut s = self.scene().await?;
        let screen = match s.screen(Step::Who) {
            Screen::Over => Screen::Over,
            _ => Screen::Who,
        };
        // What was wrong is the address itself: then it is asked again.
        if form.error("email").is_some() {
            s.seen.mailed = None;
        }
        (s.form, s.way) = (form, way);
        Ok(self.answer(&s, screen, status))
    }
}

/// What was refused, put beside what was typed (at `field`, where the refusal names none); anything else is not ours to
/// word.
pub(super) fn refused(form: &Form, error: Error, field: Option<&'static str>) -> Result<(Form, StatusCode), Error> {
    let mut refusals: Vec<Refusal> = error.refusals().to_vec();
    let Some(first) = refusals.first() else { return Err(error) };
    let status = match first.status {
        StatusCode::TOO_MANY_REQUESTS | StatusCode::GONE | StatusCode::CONFLICT => first.status,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    for refusal in &mut refusals {
        // The choice has no field of its own on these pages.
        let own = refusal.field.filter(|field| matches!(*field, "code" | "email"));
        refusal.field = own.or(field.filter(|_| status == StatusCode::UNPROCESSABLE_ENTITY));
    }
    Ok((form.clone().refused(&refusals), status))
}

fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(SET_COOKIE, cookie);
    response
}

/// Adds a plan to the choice, or takes it away. The first time the browser gets its cookie.
pub(super) async fn choose(sent: Sent) -> Answer {
    let mut s = sent.scene().await?;
    s.chose = true;
    let screen = s.screen(Step::Choose);
    if screen == Screen::Drafts {
        return Ok(sent.onward(Step::Drafts));
    }
    if screen != Screen::Choose {
        return Ok(sent.answer(&s, screen, StatusCode::CONFLICT));
    }
    let choices = match pick(&s, &sent.form)? {
        Pick::Choice(choices, said) => {
            s.said = said;
            choices
        }
        Pick::Refused(sentence) => {
            s.message = Some(sentence);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            if sent.visitor.fragment {
                return Ok(parts(status, html! { (choosing::plan_list(&s)) (basket::basket(&s)) }));
            }
            return Ok(sent.answer(&s, Screen::Choose, status));
        }
    };
    let before = fit::fitting(&s, &s.chosen());
    let fresh = sent.save(&mut s, choices).await?;
    let answer = match sent.form.get("act") {
        "blank" => sent.onward(if s.seen.voter.is_some() { Step::HandIn } else { Step::Who }),
        _ => after_choice(&sent.visitor, &s, &sent.form, &before),
    };
    Ok(match fresh {
        Some(device) => sent.remember(answer, DEVICE_COOKIE, &sent.voting.device_cookie(&device)?, DEVICE_LIFE_SECONDS),
        None => answer,
    })
}

fn parts(status: StatusCode, body: Markup) -> Response {
    response::html(status, body.into_string())
}

/// To our script the parts that changed; to a browser the same place again.
fn after_choice(visitor: &Visitor, s: &Scene<'_>, form: &Form, before: &[u32]) -> Response {
    let number = form.get("number");
    let overviewing = form.get("from") == Step::Overview.code();
    if !visitor.fragment {
        let to = if overviewing {
            s.place.step(Step::Overview)
        } else {
            format!("{}#plan-{number}", s.place.step_with(Step::Choose, &s.listing.pairs()))
        };
        return response::see_other(&to);
    }
    let chosen = s.chosen();
    let body = if overviewing {
        overview::overview(s)
    } else if changes_many(s, before) {
        html! { (firsts::choice(s, &chosen)) (choosing::plan_list(s)) (basket::basket(s)) }
    } else {
        let candidate = number.parse().ok().and_then(|number| s.view.candidate(number));
        html! {
            @if let Some(candidate) = candidate { (choosing::card(s, candidate, &chosen)) }
            (basket::basket(s))
        }
    };
    parts(StatusCode::OK, body)
}

/// Whether more than one card shows something else now: other plans fit, places in an order shift, another plan is the one,
/// or other themes and areas are chosen from.
fn changes_many(s: &Scene<'_>, before: &[u32]) -> bool {
    s.single() || s.form() == BallotForm::Ranking || firsts::comes_first(s) || fit::fitting(s, &s.chosen()) != before
}

/// Identifies with the code from a letter.
pub(super) async fn code(Identifying(sent): Identifying) -> Answer {
    let code = sent.form.get("code");
    match service::identify::by_code(&sent.voting, &sent.trip.view, sent.visitor.client, code).await {
        Ok(voter) => Ok(sent.identified(&voter).await?),
        Err(error) => Ok(sent.not_identified(error, Way::Code).await?),
    }
}

/// Sends a code by mail, or goes back to ask for another address.
pub(super) async fn email(sent: Sent) -> Answer {
    let (visitor, view) = (&sent.visitor, &sent.trip.view);
    if sent.form.ticked("other") {
        return Ok(sent.end(sent.to_email(), &[MAIL_COOKIE]));
    }
    let (address, sender) = (sent.form.get("email").trim(), visitor.organisation.name.as_str());
    let asked =
        service::identify::send_email_code(&sent.voting, view, visitor.client, &visitor.t, sender, address).await;
    match asked {
        Ok(()) => {
            let value = mail_value(&sent.voting.app, view.round.uuid, address);
            Ok(sent.remember(sent.to_email(), MAIL_COOKIE, &value, MAIL_LIFE))
        }
        Err(error) => Ok(sent.not_identified(error, Way::Email).await?),
    }
}

/// Identifies with the code from a mail.
pub(super) async fn email_code(sent: Sent) -> Answer {
    let view = &sent.trip.view;
    let Some(address) = super::cookies::mailed(&sent.voting.app, &sent.visitor.cookies, view.round.uuid) else {
        return Ok(sent.to_email());
    };
    match service::identify::by_email_code(&sent.voting, view, &address, sent.form.get("code")).await {
        Ok(voter) => Ok(sent.identified(&voter).await?),
        Err(error) => Ok(sent.not_identified(error, Way::Email).await?),
    }
}

/// Keeps one of two drafts.
pub(super) async fn drafts(sent: Sent) -> Answer {
    let keep = match sent.form.get("keep") {
        "device" => Keep::Device,
        "voter" => Keep::Voter,
        _ => return Err(Common::Malformed.into()),
    };
    let view = &sent.trip.view;
    let voter = sent.voting.voter(&sent.visitor.cookies, &view.round).filter(|_| view.round.state <= State::Open);
    if let (Some(device), Some(voter)) = (&sent.trip.device, &voter) {
        service::draft::keep(&sent.voting, view, device, voter, keep).await?;
    }
    Ok(sent.onward(Step::HandIn))
}

/// What a page was made with: the text of a ballot; or numbers with commas, from a page that an earlier release made.
fn sent_choices(form: BallotForm, text: &str) -> Option<Vec<Choice>> {
    let numbers = || {
        let all = text.split(',').filter(|number| !number.is_empty()).map(str::parse::<u32>);
        Some(Choice::ticks(&all.collect::<Result<Vec<_>, _>>().ok()?))
    };
    ballot::from_text(form, text).or_else(|| numbers().filter(|_| form == BallotForm::Plans))
}

/// The last act.
pub(super) async fn hand_in(sent: Sent) -> Answer {
    let Sent { voting, visitor, trip, form } = &sent;
    let choices = sent_choices(trip.view.round.rules.form, form.get("choices"));
    let choices = choices.ok_or_else(|| Error::from(Common::Malformed))?;
    let Some(voter) = voting.voter(&visitor.cookies, &trip.view.round) else {
        return Ok(sent.onward(Step::HandIn));
    };
    // A random number that is none is as one that was not made: the receipt says so.
    let nonce = crate::model::nonce(form.get("nonce")).unwrap_or_default();
    let key = form.get("key");
    let idempotency = (!key.is_empty() && key.len() <= LONGEST_KEY).then(|| key.to_owned());
    let replaces = Some(form.get("replaces")).filter(|mark| !mark.is_empty()).map(str::to_owned);
    let hand_in = HandIn { choices: choices.clone(), idempotency, replaces, nonce };
    match service::handin::hand_in(voting, &trip.view, &voter, trip.device.as_ref(), hand_in, visitor.lang).await {
        Ok(received) => {
            let value = handed_value(&voting.app, &Handed::of(&trip.view, &received));
            Ok(sent.remember(sent.onward(Step::Done), HANDED_COOKIE, &value, HANDED_LIFE))
        }
        Err(error) => Ok(not_handed_in(&sent, error, choices).await?),
    }
}

/// Why a ballot was not taken, on the page from which it was sent, or on the one that comes first now.
async fn not_handed_in(sent: &Sent, error: Error, choices: Vec<Choice>) -> Result<Response, Error> {
    let because = |reason: Vote| error.refusals().contains(&Refusal::from(reason));
    // Who was made void in the meantime starts with another code.
    let (void, stands) = (because(Vote::EntitlementVoid), because(Vote::BallotStands));
    let (form, status) = refused(&sent.form, error, None)?;
    let mut s = sent.scene().await?;
    if stands {
        // The drafts went with the ballot that stands; what was sent now stays on the page, to be sent again.
        s.seen.drafts = Drafts { voter: Some(Draft { choices, saved_at: s.now }), ..Drafts::default() };
    }
    let screen = if void { Screen::Who } else { s.screen(Step::HandIn) };
    s.form = form;
    let told = sent.answer(&s, screen, status);
    Ok(if void { sent.end(told, &[VOTER_COOKIE]) } else { told })
}

/// Begins to change a ballot that is in: from what this browser has just handed in, or from nothing.
pub(super) async fn change(sent: Sent) -> Answer {
    let mut s = sent.scene().await?;
    if s.seen.voter.is_none() {
        return Ok(sent.onward(Step::HandIn));
    }
    let before = s.seen.handed.as_ref().and_then(|handed| handed.choices.clone()).unwrap_or_default();
    if s.screen(Step::Choose) == Screen::Choose && s.chosen().is_empty() && !before.is_empty() {
        let choices = live(s.view, &before);
        sent.save(&mut s, choices).await?;
    }
    Ok(sent.onward(Step::Choose))
}

/// The receipt of what this browser has just handed in, as a file.
pub(super) async fn receipt(sent: Sent) -> Answer {
    let view = &sent.trip.view;
    let handed = super::cookies::handed(&sent.voting.app, &sent.visitor.cookies, view.round.uuid);
    let file = match handed.and_then(|handed| handed.receipt) {
        Some(kept) => super::receipt::file(&sent.voting, view, &kept).await?,
        None => None,
    };
    Ok(file.unwrap_or_else(|| sent.onward(Step::Done)))
}

/// "Nog iemand in huis? Begin opnieuw": forgets everything about the one before on this device.
pub(super) async fn again(sent: Sent) -> Answer {
    let view = &sent.trip.view;
    if let Some(device) = sent.trip.device.as_ref().filter(|_| view.round.state <= State::Open) {
        service::draft::forget(&sent.voting, view, device).await?;
    }
    Ok(sent.end(sent.onward(Step::Start), &[VOTER_COOKIE, DEVICE_COOKIE, HANDED_COOKIE, MAIL_COOKIE]))
}
