//! "Tel zelf na": whoever looks at an outcome checks and counts it in their own browser, or takes the download away.

use super::outcome::Told;
use crate::service::outcome::OutcomeView;
use civic::ui::icon;
use maud::{Markup, html};

/// The steps of `js/recount.js`, with what each finds out.
const STEPS: [&str; 7] = [
    "recount-step-fetch",
    "recount-step-files",
    "recount-step-signature",
    "recount-step-log",
    "recount-step-acts",
    "recount-step-ballots",
    "recount-step-count",
];

/// The part of the page of an outcome; nothing while there is no download for everybody.
pub(super) fn section(s: &Told<'_>, outcome: &OutcomeView) -> Markup {
    let t = s.t;
    if s.download.is_none() {
        return html! {};
    }
    let round = s.view.round.uuid;
    let zip = format!("{}/{round}.zip", super::log::DOWNLOADS);
    let numbers: Vec<String> = outcome.selected.iter().map(u32::to_string).collect();
    let [fetch, files, signature, log, acts, ballots, count] = STEPS.map(|key| t.text(key));
    html! {
        section class="section" aria-labelledby="natellen-titel" {
            div class="wrap prose" id="tel-zelf-na" data-zip=(zip) data-round=(round)
                data-selected={ "[" (numbers.join(",")) "]" }
                data-text-step-fetch=(fetch) data-text-step-files=(files) data-text-step-signature=(signature)
                data-text-step-log=(log) data-text-step-acts=(acts) data-text-step-ballots=(ballots)
                data-text-step-count=(count) data-text-holds=(t.text("recount-holds"))
                data-text-fails=(t.text("recount-fails")) data-text-unchecked=(t.text("recount-unchecked"))
                data-text-same=(t.text("recount-same")) data-text-differs=(t.text("recount-differs"))
                data-text-broken=(t.text("recount-broken")) data-text-uncounted=(t.text("recount-uncounted"))
                data-text-plans=(t.text("recount-plans")) data-text-only-here=(t.text("recount-only-here"))
                data-text-only-there=(t.text("recount-only-there")) data-text-key=(t.text("recount-key"))
                data-text-lost=(t.text("recount-lost")) data-text-not-there=(t.text("recount-not-there")) {
                div class="section__head" { h2 id="natellen-titel" { (t.text("recount-title")) } }
                p { (t.text("recount-means")) }
                p class="actions" {
                    button type="button" class="button" data-recount="button" hidden {
                        (icon("refresh")) (t.text("recount-button"))
                    } " "
                    a href=(zip) download { (icon("download")) (t.text("recount-download")) }
                }
                progress data-recount="bar" max="1" value="0" aria-label=(t.text("recount-title")) hidden {}
                p data-recount="line" {}
                div data-recount="answer" {}
                p class="small" {
                    (t.text("recount-command")) " " code { "samenspel verify " (round) ".zip" }
                }
            }
        }
        script type="module" src={ (s.assets) "js/recount-page.js" } {}
    }
}
