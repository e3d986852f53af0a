//! Handing in a plan, step by step: the block `plan-form`. Every step is a form of its own and works without script;
//! with it, what is typed is saved while typing.
//!
//! [`Scene`] is what a screen is made from; `steps` and `check` make the screens, `act` holds the forms.

pub(crate) mod act;
mod check;
mod steps;

pub(crate) use steps::{DOCUMENT_KINDS, control};

use super::settings;
use crate::Plans;
use crate::model::{Content, Draft};
use crate::service::ask::{Ask, Step, ask};
use crate::service::draft::{DEVICE_COOKIE, draft, drafts, holder};
use civic::Visitor;
use civic::block::{Audience, BlockContext, BlockKind, Rendered, Rendering};
use civic::model::{Page, PageRole, Project, When};
use civic::ui::form::{button_form, errors};
use civic::ui::notice::{Look, Tone, alert, button_link};
use civic::ui::shell::path_of;
use civic::ui::time;
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::geocode::Hit;
use platform::i18n::T;
use platform::web::form::Form;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// The query keys of the block.
const QUERY_KEYS: &[&str] = &["step", "draft", "number"];

/// It has none yet.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {}

/// The kind `plan-form`.
pub struct PlanForm(pub(crate) Plans);

impl BlockKind for PlanForm {
    fn name(&self) -> &'static str {
        "plan-form"
    }

    fn default_settings(&self) -> Value {
        serde_json::json!({})
    }

    fn check(&self, value: &Value) -> Result<(), String> {
        settings::<Settings>(value).map(|_| ())
    }

    fn query(&self) -> &'static [&'static str] {
        QUERY_KEYS
    }

    fn audience(&self, visitor: &Visitor) -> Audience {
        let known = visitor.cookies.get(DEVICE_COOKIE).is_some() || visitor.session.is_some();
        if known { Audience::Person } else { Audience::Everyone }
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, _: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let project = context.project.ok_or(Error::from(Common::NotFound))?;
            let get = |key: &str| context.query.get(key).map_or("", String::as_str);
            let asked = Uuid::try_parse(get("draft")).ok();
            let mut scene = load(&self.0, context.visitor, project, context.pages, asked).await?;
            scene.lost = asked.is_some() && scene.draft.is_none();
            scene.bare = context.bare;
            if get("step") == "done" {
                let number = get("number").parse::<i64>().ok();
                return Ok(check::done(&scene, number).await?.into());
            }
            let step = Step::parse(get("step")).filter(|step| scene.ask.has(*step)).unwrap_or(Step::Title);
            let (title, markup) = scene.show(if scene.draft.is_some() { step } else { Step::Title });
            Ok(Rendered { title: Some(title), ..Rendered::from(markup) })
        })
    }
}

/// What a screen is made from.
pub(super) struct Scene<'a> {
    plans: &'a Plans,
    visitor: &'a Visitor,
    t: &'a T,
    project: &'a Project,
    pages: &'a [Page],
    /// What the project asks.
    ask: Ask,
    /// The draft that is written in.
    draft: Option<Draft>,
    /// Other drafts of this visitor.
    others: Vec<Draft>,
    /// What was typed, and what is wrong with it.
    form: Form,
    /// Whether a draft was asked for that is not there.
    lost: bool,
    /// Whether the row around it gives width and space.
    bare: bool,
    /// Whether addresses can be looked up.
    geocodes: bool,
    /// Places that were found.
    hits: Vec<Hit>,
}

/// Fetches what a screen is made from.
async fn load<'a>(
    plans: &'a Plans,
    visitor: &'a Visitor,
    project: &'a Project,
    pages: &'a [Page],
    asked: Option<Uuid>,
) -> Result<Scene<'a>, Error> {
    let (app, holder) = (&plans.app, holder(visitor));
    let ask = ask(app, project.organisation, project.id, visitor.lang).await?;
    let mut others = drafts(app, project, holder).await?;
    let mut found = None;
    if let Some(uuid) = asked {
        found = match draft(app, project, holder, uuid).await {
            Ok(draft) => Some(draft),
            Err(error) if !error.refusals().is_empty() => None,
            Err(error) => return Err(error),
        };
    }
    others.retain(|other| Some(other.uuid) != found.as_ref().map(|draft| draft.uuid));
    let form = found.as_ref().map(|draft| filled(&draft.content)).unwrap_or_default();
    let t = &visitor.t;
    let geocodes = app.geocoder.is_some();
    Ok(Scene {
        plans,
        visitor,
        t,
        project,
        pages,
        ask,
        draft: found,
        others,
        form,
        lost: false,
        bare: false,
        geocodes,
        hits: Vec::new(),
    })
}

/// The fields of a draft, as a form shows them.
fn filled(content: &Content) -> Form {
    let fields = content.fields.iter().flat_map(|(name, kept)| kept.values.iter().map(move |value| (name, value)));
    let alts = content.pictures.iter().zip(crate::model::ALT_FIELDS).map(|(picture, field)| (field, &picture.alt));
    let all = fields.map(|(name, value)| (name.clone(), value.clone()));
    Form::filled(all.chain(alts.map(|(field, alt)| (field.to_owned(), alt.clone()))))
}

impl Scene<'_> {
    /// The path of the page, without language.
    fn path(&self) -> String {
        path_of(self.project, self.pages, PageRole::HandIn).unwrap_or_else(|| format!("/{}", self.project.slug))
    }

    /// The address of a step of a draft.
    fn step(&self, step: Step, draft: Uuid) -> String {
        self.visitor.link(&format!("{}?draft={draft}&step={}", self.path(), step.code()))
    }

    /// The address of one of the forms.
    fn act(&self, name: &str) -> String {
        self.visitor.link(&format!("/do/plans/{}/{name}", self.project.slug))
    }

    fn content(&self) -> Content {
        self.draft.as_ref().map(|draft| draft.content.clone()).unwrap_or_default()
    }

    /// The screen of a step with its title.
    fn show(&self, step: Step) -> (String, Markup) {
        let change = self.draft.as_ref().is_some_and(|draft| draft.of.is_some());
        let first = if change { "own-change" } else { "hand-in-title" };
        let title = self.t.text(if step == Step::Title { first } else { title(step) }).into_owned();
        let open = self.ask.takes_plans().is_ok();
        let inside = html! {
            @if self.lost { (alert(Tone::Warning, &self.t.text("hand-in-lost"), html! { p { (self.t.text("hand-in-lost-means")) } })) }
            @if !open && self.draft.is_none() { (self.closed()) } @else {
                @if !open { (self.closed_with_draft()) }
                (self.steps(step))
                (errors(self.t, &self.form))
                @match step {
                    Step::Check => (check::page(self)),
                    step => (steps::page(self, step, &title)),
                }
            }
        };
        let title = if open || self.draft.is_some() { title } else { self.t.text("hand-in-title").into_owned() };
        (title, self.framed(inside))
    }

    fn framed(&self, inside: Markup) -> Markup {
        html! {
            (super::framed(self.bare, inside))
            script type="module" src=(self.plans.app.assets.url("js/plan.js")) {}
        }
    }

    fn steps(&self, now: Step) -> Markup {
        let steps = self.ask.steps();
        let names: Vec<_> = steps.iter().map(|step| self.t.text(name(*step))).collect();
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        let place = steps.iter().position(|step| *step == now).unwrap_or(0);
        time::steps(&self.t.text("hand-in-steps"), &names, place, place)
    }

    /// That plans are not taken now, with the dates.
    fn closed(&self) -> Markup {
        let t = self.t;
        let plans = path_of(self.project, self.pages, PageRole::Plans).map(|path| self.visitor.link(&path));
        let (title, why) = match (self.ask.when, self.ask.window) {
            (Some(When::Future), Some((opens, _))) => {
                ("hand-in-not-yet", t.with("hand-in-not-yet-means", &[("moment", opens.into())]))
            }
            (Some(When::Past), Some((_, closes))) => {
                ("hand-in-over", t.with("hand-in-over-means", &[("moment", closes.into())]))
            }
            _ => ("hand-in-none", t.text("hand-in-none-means").into_owned()),
        };
        html! {
            h1 { (t.text(title)) }
            p class="lead" { (why) }
            @if let Some(plans) = plans { p class="actions" { (button_link(Look::Plain, &plans, &t.text("hand-in-see-plans"))) } }
        }
    }

    fn closed_with_draft(&self) -> Markup {
        let t = self.t;
        let why = match self.ask.takes_plans() {
            Err(reason) => t.refusal(&reason.into()),
            Ok(()) => String::new(),
        };
        alert(Tone::Warning, &why, html! { p { (t.text("hand-in-draft-stays")) } })
    }

    /// Drafts that this visitor has not finished.
    pub(super) fn unfinished(&self) -> Markup {
        let t = self.t;
        html! {
            @if !self.others.is_empty() && self.draft.is_none() {
                section class="panel" aria-labelledby="bezig" {
                    h2 class="panel__title" id="bezig" { (t.text("hand-in-unfinished")) }
                    ul class="link-list" {
                        @for draft in &self.others {
                            @let title = draft.content.get("title");
                            li {
                                a href=(self.step(Step::Title, draft.uuid)) {
                                    @if title.is_empty() { (t.text("hand-in-untitled")) } @else { (title) }
                                }
                                p class="small soft" { (t.with("hand-in-saved-at", &[("moment", draft.changed_at.into())])) }
                                (button_form(&self.act("discard"), Look::Quiet, &t.text("hand-in-discard"),
                                    &[("draft", &draft.uuid.to_string())]))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The key of the name of a step.
fn name(step: Step) -> &'static str {
    match step {
        Step::Title => "hand-in-step-title",
        Step::Text => "hand-in-step-text",
        Step::Where => "hand-in-step-where",
        Step::Questions => "hand-in-step-questions",
        Step::Pictures => "hand-in-step-pictures",
        Step::Who => "hand-in-step-who",
        Step::Check => "hand-in-step-check",
    }
}

/// The key of the title of a step.
fn title(step: Step) -> &'static str {
    match step {
        Step::Title => "hand-in-title",
        Step::Text => "hand-in-text-title",
        Step::Where => "hand-in-where-title",
        Step::Questions => "hand-in-questions-title",
        Step::Pictures => "hand-in-pictures-title",
        Step::Who => "hand-in-who-title",
        Step::Check => "hand-in-check-title",
    }
}
