//! The forms of a vote. Each does one thing through a service and leads on; what cannot be is told on the page that the
//! form stands on.

use super::cookies::{HANDED_COOKIE, HANDED_LIFE, Handed, MAIL_COOKIE, MAIL_LIFE, handed_value, mail_value};
use super::load::Trip;
use super::scene::{Scene, Screen, Step, Way, live, misfit};
use super::{choose as choosing, overview, show};
use crate::Voting;
use crate::model::{Draft, Drafts, HandIn, Keep, State, Voter};
use crate::refusal::Refusal as Vote;
use crate::service;
use crate::token::{DEVICE_COOKIE, DEVICE_LIFE_SECONDS, VOTER_COOKIE, VOTER_LIFE_SECONDS};
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use civic::context::{Answer, Visitor};
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

/// A screen as the answer to a form.
fn answer(
    voting: &Voting,
    visitor: &Visitor,
    trip: &Trip,
    s: &Scene<'_>,
    screen: Screen,
    status: StatusCode,
) -> Response {
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
    response::html(status, shell(&voting.app, visitor, frame))
}

/// What was refused, put beside what was typed (at `field`, where the refusal names none); anything else is not ours to
/// word.
fn refused(form: &Form, error: Error, field: Option<&'static str>) -> Result<(Form, StatusCode), Error> {
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

/// What becomes of the choice when a plan is added or taken away.
enum Pick {
    Choice(Vec<u32>),
    Refused(String),
}

fn pick(s: &Scene<'_>, form: &Form) -> Result<Pick, Error> {
    let number: u32 = form.get("number").parse().map_err(|_| Error::from(Common::Malformed))?;
    let mut chosen = s.chosen();
    match form.get("act") {
        "remove" => chosen.retain(|known| *known != number),
        "add" if chosen.contains(&number) => {}
        "add" => {
            let said = |reason: Vote| Ok(Pick::Refused(s.t.refusal(&reason.into())));
            let Some(candidate) = s.view.candidate(number) else { return said(Vote::UnknownPlan(number)) };
            if candidate.struck.is_some() {
                return said(Vote::StruckPlan(candidate.title(s.lang).to_owned()));
            }
            if let Some(why) = misfit(s.view, &chosen, candidate) {
                return Ok(Pick::Refused(format!("{}: {}", candidate.title(s.lang), why.words(s.t))));
            }
            chosen.push(number);
        }
        _ => return Err(Common::Malformed.into()),
    }
    Ok(Pick::Choice(chosen))
}

/// Adds a plan to the choice, or takes it away. The first time the browser gets its cookie.
pub(super) async fn choose(
    Shared(voting): Shared<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    form: Form,
) -> Answer {
    let trip = Trip::begin(&voting, &visitor, &round).await?;
    let mut s = trip.scene(&voting, &visitor, &form).await?;
    s.chose = true;
    let screen = s.screen(Step::Choose);
    if screen == Screen::Drafts {
        return Ok(response::see_other(&s.place.step(Step::Drafts)));
    }
    if screen != Screen::Choose {
        return Ok(answer(&voting, &visitor, &trip, &s, screen, StatusCode::CONFLICT));
    }
    let choices = match pick(&s, &form)? {
        Pick::Choice(choices) => choices,
        Pick::Refused(sentence) => {
            s.message = Some(sentence);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            if visitor.fragment {
                return Ok(parts(status, html! { (choosing::plan_list(&s)) (choosing::basket(&s)) }));
            }
            return Ok(answer(&voting, &visitor, &trip, &s, Screen::Choose, status));
        }
    };
    let before = choosing::fitting(&s, &s.chosen());
    let cookie = save(&voting, &visitor, &trip, &mut s, choices).await?;
    let mut answer = after_choice(&visitor, &s, &form, &before);
    if let Some(cookie) = cookie {
        answer = with_cookie(answer, cookie);
    }
    Ok(answer)
}

/// Saves the draft: the voter's, who has identified, or that of the browser, which gets its cookie the first time.
async fn save(
    voting: &Voting,
    visitor: &Visitor,
    trip: &Trip,
    s: &mut Scene<'_>,
    choices: Vec<u32>,
) -> Result<Option<HeaderValue>, Error> {
    let fresh = (trip.device.is_none() && s.seen.voter.is_none()).then(|| voting.new_device());
    let device = trip.device.as_ref().or(fresh.as_ref());
    let voter = s.seen.voter.as_ref();
    let draft: Draft = service::draft::save(voting, s.view, visitor.client, (device, voter), choices).await?;
    if s.seen.voter.is_some() {
        s.seen.drafts.voter = Some(draft);
    } else {
        s.seen.drafts.device = Some(draft);
    }
    match fresh {
        Some(fresh) => {
            let value = voting.device_cookie(&fresh)?;
            Ok(Some(visitor.cookies.set(DEVICE_COOKIE, &value, Some(DEVICE_LIFE_SECONDS))))
        }
        None => Ok(None),
    }
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
    } else if choosing::fitting(s, &chosen) != before {
        html! { (choosing::plan_list(s)) (choosing::basket(s)) }
    } else {
        let candidate = number.parse().ok().and_then(|number| s.view.candidate(number));
        html! {
            @if let Some(candidate) = candidate { (choosing::card(s, candidate, &chosen)) }
            (choosing::basket(s))
        }
    };
    parts(StatusCode::OK, body)
}

/// Identifies with the code from a letter.
pub(super) async fn code(
    Shared(voting): Shared<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    form: Form,
) -> Answer {
    let trip = Trip::to_identify(&voting, &visitor, &round).await?;
    match service::identify::by_code(&voting, &trip.view, visitor.client, form.get("code")).await {
        Ok(voter) => Ok(identified(&voting, &visitor, &trip, &voter).await?),
        Err(error) => Ok(not_identified(&voting, &visitor, &trip, &form, error, Way::Code).await?),
    }
}

/// Sends a code by mail, or goes back to ask for another address.
pub(super) async fn email(
    Shared(voting): Shared<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    form: Form,
) -> Answer {
    let trip = Trip::begin(&voting, &visitor, &round).await?;
    let onward = response::see_other(&trip.place.step_with(Step::Who, &[("way", "email")]));
    if form.ticked("other") {
        return Ok(with_cookie(onward, visitor.cookies.end(MAIL_COOKIE)));
    }
    let (address, sender) = (form.get("email").trim(), visitor.organisation.name.as_str());
    let sent = service::identify::send_email_code(&voting, &trip.view, visitor.client, &visitor.t, sender, address);
    match sent.await {
        Ok(()) => {
            let value = mail_value(&voting.app, trip.view.round.uuid, address);
            Ok(with_cookie(onward, visitor.cookies.set(MAIL_COOKIE, &value, Some(MAIL_LIFE))))
        }
        Err(error) => Ok(not_identified(&voting, &visitor, &trip, &form, error, Way::Email).await?),
    }
}

/// Identifies with the code from a mail.
pub(super) async fn email_code(
    Shared(voting): Shared<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    form: Form,
) -> Answer {
    let trip = Trip::begin(&voting, &visitor, &round).await?;
    let Some(address) = super::cookies::mailed(&voting.app, &visitor.cookies, trip.view.round.uuid) else {
        return Ok(response::see_other(&trip.place.step_with(Step::Who, &[("way", "email")])));
    };
    let code = form.get("code");
    match service::identify::by_email_code(&voting, &trip.view, &address, code).await {
        Ok(voter) => Ok(identified(&voting, &visitor, &trip, &voter).await?),
        Err(error) => Ok(not_identified(&voting, &visitor, &trip, &form, error, Way::Email).await?),
    }
}

/// Who has identified goes on where their choice is: two drafts that meet, a choice to hand in, or to choose.
async fn identified(voting: &Voting, visitor: &Visitor, trip: &Trip, voter: &Voter) -> Result<Response, Error> {
    let drafts = match &trip.device {
        Some(device) => service::draft::adopt(voting, &trip.view, device, voter).await?,
        None => service::draft::read(voting, &trip.view, None, Some(voter)).await?,
    };
    let chosen = drafts.current().map(|draft| live(&trip.view, &draft.choices)).unwrap_or_default();
    let step = if drafts.meet() {
        Step::Drafts
    } else if chosen.is_empty() {
        Step::Who
    } else {
        Step::HandIn
    };
    let value = voting.voter_cookie(voter)?;
    let onward = response::see_other(&trip.place.step(step));
    let onward = with_cookie(onward, visitor.cookies.set(VOTER_COOKIE, &value, Some(VOTER_LIFE_SECONDS)));
    // What the voter before handed in is nobody else's to see.
    let onward = with_cookie(onward, visitor.cookies.end(HANDED_COOKIE));
    Ok(with_cookie(onward, visitor.cookies.end(MAIL_COOKIE)))
}

async fn not_identified(
    voting: &Voting,
    visitor: &Visitor,
    trip: &Trip,
    form: &Form,
    error: Error,
    way: Way,
) -> Result<Response, Error> {
    let asked_address = way == Way::Email && !form.get("email").is_empty();
    let (form, status) = refused(form, error, asked_address.then_some("email"))?;
    let mut s = trip.scene(voting, visitor, &form).await?;
    let screen = match s.screen(Step::Who) {
        Screen::Over => Screen::Over,
        _ => Screen::Who,
    };
    // What was wrong is the address itself: then it is asked again.
    if form.error("email").is_some() {
        s.seen.mailed = None;
    }
    (s.form, s.way) = (form, way);
    Ok(answer(voting, visitor, trip, &s, screen, status))
}

/// Keeps one of two drafts.
pub(super) async fn drafts(
    Shared(voting): Shared<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    form: Form,
) -> Answer {
    let trip = Trip::begin(&voting, &visitor, &round).await?;
    let keep = match form.get("keep") {
        "device" => Keep::Device,
        "voter" => Keep::Voter,
        _ => return Err(Common::Malformed.into()),
    };
    let voter = voting.voter(&visitor.cookies, &trip.view.round).filter(|_| trip.view.round.state <= State::Open);
    if let (Some(device), Some(voter)) = (&trip.device, &voter) {
        service::draft::keep(&voting, &trip.view, device, voter, keep).await?;
    }
    Ok(response::see_other(&trip.place.step(Step::HandIn)))
}

/// The last act.
pub(super) async fn hand_in(
    Shared(voting): Shared<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    form: Form,
) -> Answer {
    let trip = Trip::begin(&voting, &visitor, &round).await?;
    let numbers = form.get("choices").split(',').filter(|number| !number.is_empty()).map(str::parse);
    let choices: Vec<u32> = numbers.collect::<Result<_, _>>().map_err(|_| Error::from(Common::Malformed))?;
    let Some(voter) = voting.voter(&visitor.cookies, &trip.view.round) else {
        return Ok(response::see_other(&trip.place.step(Step::HandIn)));
    };
    let key = form.get("key");
    let idempotency = (!key.is_empty() && key.len() <= LONGEST_KEY).then(|| key.to_owned());
    let replaces = Some(form.get("replaces")).filter(|mark| !mark.is_empty()).map(str::to_owned);
    let hand_in = HandIn { choices: choices.clone(), idempotency, replaces };
    match service::handin::hand_in(&voting, &trip.view, &voter, trip.device.as_ref(), hand_in, visitor.lang).await {
        Ok(received) => {
            let value = handed_value(&voting.app, &Handed::of(&trip.view, &received));
            let cookie = visitor.cookies.set(HANDED_COOKIE, &value, Some(HANDED_LIFE));
            Ok(with_cookie(response::see_other(&trip.place.step(Step::Done)), cookie))
        }
        Err(error) => {
            let because = |reason: Vote| error.refusals().contains(&Refusal::from(reason));
            // Who was made void in the meantime starts with another code.
            let (void, stands) = (because(Vote::EntitlementVoid), because(Vote::BallotStands));
            let (form, status) = refused(&form, error, None)?;
            let mut s = trip.scene(&voting, &visitor, &form).await?;
            if stands {
                // The drafts went with the ballot that stands; what was sent now stays on the page, to be sent again.
                s.seen.drafts = Drafts { device: None, voter: Some(Draft { choices, saved_at: s.now }) };
            }
            let screen = if void { Screen::Who } else { s.screen(Step::HandIn) };
            s.form = form;
            let told = answer(&voting, &visitor, &trip, &s, screen, status);
            Ok(if void { with_cookie(told, visitor.cookies.end(VOTER_COOKIE)) } else { told })
        }
    }
}

/// Begins to change a ballot that is in: from what this browser has just handed in, or from nothing.
pub(super) async fn change(
    Shared(voting): Shared<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    form: Form,
) -> Answer {
    let trip = Trip::begin(&voting, &visitor, &round).await?;
    let mut s = trip.scene(&voting, &visitor, &form).await?;
    if s.seen.voter.is_none() {
        return Ok(response::see_other(&s.place.step(Step::HandIn)));
    }
    let before = s.seen.handed.as_ref().and_then(|handed| handed.choices.clone()).unwrap_or_default();
    if s.screen(Step::Choose) == Screen::Choose && s.chosen().is_empty() && !before.is_empty() {
        let choices = live(s.view, &before);
        save(&voting, &visitor, &trip, &mut s, choices).await?;
    }
    Ok(response::see_other(&s.place.step(Step::Choose)))
}

/// "Nog iemand in huis? Begin opnieuw": forgets everything about the one before on this device.
pub(super) async fn again(
    Shared(voting): Shared<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    _: Form,
) -> Answer {
    let trip = Trip::begin(&voting, &visitor, &round).await?;
    if let Some(device) = trip.device.as_ref().filter(|_| trip.view.round.state <= State::Open) {
        service::draft::forget(&voting, &trip.view, device).await?;
    }
    let ours = [VOTER_COOKIE, DEVICE_COOKIE, HANDED_COOKIE, MAIL_COOKIE];
    let onward = response::see_other(&trip.place.step(Step::Start));
    Ok(ours.into_iter().fold(onward, |onward, name| with_cookie(onward, visitor.cookies.end(name))))
}
