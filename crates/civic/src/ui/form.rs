//! Fields of forms. Each shows what was typed before, and at its own place what is wrong with it.

use super::icon;
use maud::{Markup, html};
use platform::i18n::T;
use platform::web::form::Form;

/// What every field has.
struct Base {
    name: String,
    id: String,
    label: String,
    hint: String,
    optional: bool,
}

impl Base {
    fn new(name: &str, label: &str) -> Self {
        Base { name: name.into(), id: name.into(), label: label.into(), hint: String::new(), optional: false }
    }

    fn error(&self, t: &T, form: &Form) -> Option<String> {
        form.error(&self.name).map(|refusal| t.refusal(refusal))
    }

    /// The ids of what describes the field.
    fn described(&self, wrong: bool) -> Option<String> {
        let ids = [(!self.hint.is_empty()).then(|| format!("{}-hint", self.id)), wrong.then(|| self.wrong_id())];
        let ids: Vec<String> = ids.into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn wrong_id(&self) -> String {
        format!("{}-fout", self.id)
    }

    fn around(&self, t: &T, wrong: Option<&str>, control: Markup) -> Markup {
        html! {
            div class=(if wrong.is_some() { "field field--error" } else { "field" }) {
                label class="field__label" for=(self.id) {
                    (self.label) @if self.optional { " " span class="soft" { "(" (t.text("word-optional")) ")" } }
                }
                (self.notes(wrong))
                (control)
            }
        }
    }

    fn notes(&self, wrong: Option<&str>) -> Markup {
        html! {
            @if !self.hint.is_empty() { p class="field__hint" id={ (self.id) "-hint" } { (self.hint) } }
            @if let Some(wrong) = wrong { p class="field__error" id=(self.wrong_id()) { (icon("alert-circle")) (wrong) } }
        }
    }
}

/// How long a text should be; a script counts while somebody types. The field itself cuts nothing off.
#[derive(Clone, Copy)]
struct Counted {
    least: usize,
    most: usize,
}

macro_rules! counted {
    () => {
        /// Counts what is typed against these limits, in characters.
        #[must_use]
        pub fn counted(mut self, least: usize, most: usize) -> Self {
            self.counted = Some(Counted { least, most });
            self
        }
    };
}

macro_rules! common {
    () => {
        /// A sentence above the field.
        #[must_use]
        pub fn hint(mut self, hint: &str) -> Self {
            self.base.hint = hint.into();
            self
        }

        /// Another id than the name, where two forms of one page have a field of the same name.
        #[must_use]
        pub fn id(mut self, id: &str) -> Self {
            self.base.id = id.into();
            self
        }

        /// Says that it may stay empty.
        #[must_use]
        pub fn optional(mut self) -> Self {
            self.base.optional = true;
            self
        }
    };
}

/// A field of one line.
pub struct Input {
    base: Base,
    kind: &'static str,
    class: &'static str,
    autocomplete: Option<&'static str>,
    inputmode: Option<&'static str>,
    most: Option<usize>,
    counted: Option<Counted>,
    plain: bool,
    suggestions: Vec<String>,
}

impl Input {
    /// A line of text.
    #[must_use]
    pub fn new(name: &str, label: &str) -> Self {
        Input {
            base: Base::new(name, label),
            kind: "text",
            class: "input",
            autocomplete: None,
            inputmode: None,
            most: None,
            counted: None,
            plain: false,
            suggestions: Vec::new(),
        }
    }

    /// An e-mail address.
    #[must_use]
    pub fn email(name: &str, label: &str) -> Self {
        let mut input = Input::new(name, label).unchecked();
        (input.kind, input.autocomplete) = ("email", Some("email"));
        input
    }

    /// A date and time, in Amsterdam ([`platform::clock::local_input`], [`platform::clock::parse_local`]).
    #[must_use]
    pub fn moment(name: &str, label: &str) -> Self {
        Input { kind: "datetime-local", ..Input::new(name, label) }
    }

    /// A date.
    #[must_use]
    pub fn date(name: &str, label: &str) -> Self {
        Input { kind: "date", class: "input input--short", ..Input::new(name, label) }
    }

    /// A whole number or an amount.
    #[must_use]
    pub fn figure(name: &str, label: &str) -> Self {
        let input = Input::new(name, label).unchecked();
        Input { class: "input input--short input--figures", inputmode: Some("decimal"), ..input }
    }

    /// A code of six digits that arrives elsewhere.
    #[must_use]
    pub fn digits(name: &str, label: &str) -> Self {
        let input = Input::new(name, label).unchecked();
        Input {
            class: "input input--digits",
            autocomplete: Some("one-time-code"),
            inputmode: Some("numeric"),
            most: Some(12),
            ..input
        }
    }

    /// What the browser may fill in.
    #[must_use]
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// The most characters it takes.
    #[must_use]
    pub fn most(mut self, most: usize) -> Self {
        self.most = Some(most);
        self
    }

    counted!();

    /// What many type; anything else can be typed too.
    #[must_use]
    pub fn suggest(mut self, words: &[String]) -> Self {
        self.suggestions = words.to_vec();
        self
    }

    /// Without spelling.
    #[must_use]
    pub fn unchecked(mut self) -> Self {
        self.plain = true;
        self
    }

    common!();

    /// The field.
    #[must_use]
    pub fn show(self, t: &T, form: &Form) -> Markup {
        let wrong = self.base.error(t, form);
        let list = (!self.suggestions.is_empty()).then(|| format!("{}-lijst", self.base.id));
        let control = html! {
            input class=(self.class) id=(self.base.id) name=(self.base.name) type=(self.kind) list=[list.as_deref()]
                value=(form.get(&self.base.name)) maxlength=[self.most] inputmode=[self.inputmode]
                data-least=[self.counted.map(|counted| counted.least)] data-most=[self.counted.map(|counted| counted.most)]
                autocomplete=[self.autocomplete] spellcheck=[self.plain.then_some("false")]
                aria-describedby=[self.base.described(wrong.is_some())] aria-invalid=[wrong.is_some().then_some("true")];
            @if let Some(list) = &list { datalist id=(list) { @for word in &self.suggestions { option value=(word) {} } } }
        };
        self.base.around(t, wrong.as_deref(), control)
    }
}

/// A field of several lines.
pub struct Area {
    base: Base,
    rows: u32,
    most: Option<usize>,
    counted: Option<Counted>,
    rich: bool,
}

impl Area {
    /// A text.
    #[must_use]
    pub fn new(name: &str, label: &str) -> Self {
        Area { base: Base::new(name, label), rows: 5, most: None, counted: None, rich: false }
    }

    counted!();

    /// Markdown is taken: with script a bar for it stands above.
    #[must_use]
    pub fn rich(mut self) -> Self {
        self.rich = true;
        self
    }

    /// How high.
    #[must_use]
    pub fn rows(mut self, rows: u32) -> Self {
        self.rows = rows;
        self
    }

    /// The most characters it takes.
    #[must_use]
    pub fn most(mut self, most: usize) -> Self {
        self.most = Some(most);
        self
    }

    common!();

    /// The field.
    #[must_use]
    pub fn show(self, t: &T, form: &Form) -> Markup {
        let wrong = self.base.error(t, form);
        let typed = form.get(&self.base.name);
        let word = |key: &str| self.rich.then(|| t.text(key).into_owned());
        let control = html! {
            // A browser drops the first line break.
            textarea class="input textarea" id=(self.base.id) name=(self.base.name) rows=(self.rows)
                data-least=[self.counted.map(|counted| counted.least)] data-most=[self.counted.map(|counted| counted.most)]
                maxlength=[self.most] aria-describedby=[self.base.described(wrong.is_some())]
                data-rich[self.rich] data-text-bar=[word("rich-bar")] data-text-bold=[word("rich-bold")]
                data-text-list=[word("rich-list")] data-text-link=[word("rich-link")]
                aria-invalid=[wrong.is_some().then_some("true")] {
                @if typed.starts_with('\n') { "\n" } (typed)
            }
        };
        self.base.around(t, wrong.as_deref(), control)
    }
}

/// A choice of one from many: value and words.
pub struct Select<'a> {
    base: Base,
    options: &'a [(String, String)],
}

impl<'a> Select<'a> {
    /// A drop-down.
    #[must_use]
    pub fn new(name: &str, label: &str, options: &'a [(String, String)]) -> Self {
        Select { base: Base::new(name, label), options }
    }

    common!();

    /// The field.
    #[must_use]
    pub fn show(self, t: &T, form: &Form) -> Markup {
        let wrong = self.base.error(t, form);
        let now = form.get(&self.base.name);
        let control = html! {
            select class="select" id=(self.base.id) name=(self.base.name)
                aria-describedby=[self.base.described(wrong.is_some())] aria-invalid=[wrong.is_some().then_some("true")] {
                @for (value, word) in self.options { option value=(value) selected[value == now] { (word) } }
            }
        };
        self.base.around(t, wrong.as_deref(), control)
    }
}

/// One of some (radio) or some of many (checkboxes), each with a sentence of its own.
pub struct Choices<'a> {
    base: Base,
    options: &'a [(String, String, String)],
    drawings: &'a [Markup],
    many: bool,
}

impl<'a> Choices<'a> {
    /// One of these: value, words, small words under it.
    #[must_use]
    pub fn one(name: &str, legend: &str, options: &'a [(String, String, String)]) -> Self {
        Choices { base: Base::new(name, legend), options, drawings: &[], many: false }
    }

    /// Any of these.
    #[must_use]
    pub fn many(name: &str, legend: &str, options: &'a [(String, String, String)]) -> Self {
        Choices { base: Base::new(name, legend), options, drawings: &[], many: true }
    }

    /// With a drawing beside each, in the same order. The words say all that the drawings say.
    #[must_use]
    pub fn drawn(self, drawings: &'a [Markup]) -> Self {
        Choices { drawings, ..self }
    }

    common!();

    /// The group. Its first choice has the id of the group, so that the list of errors leads there.
    #[must_use]
    pub fn show(self, t: &T, form: &Form) -> Markup {
        let wrong = self.base.error(t, form);
        let chosen = form.all(&self.base.name);
        let kind = if self.many { "checkbox" } else { "radio" };
        html! {
            fieldset class="fieldset" aria-describedby=[self.base.described(wrong.is_some())] {
                legend class="fieldset__legend" { (self.base.label) }
                (self.base.notes(wrong.as_deref()))
                @for (place, (value, word, small)) in self.options.iter().enumerate() {
                    @let id = if place == 0 { self.base.id.clone() } else { format!("{}-{place}", self.base.id) };
                    @let drawing = self.drawings.get(place);
                    div class={ "choice" @if drawing.is_some() { " choice--drawn" } } {
                        input class="choice__input" type=(kind) name=(self.base.name) id=(id) value=(value)
                            checked[chosen.contains(value)];
                        label class="choice__label" for=(id) {
                            (word) @if !small.is_empty() { small { (small) } }
                        }
                        @if let Some(drawing) = drawing { (drawing) }
                    }
                }
            }
        }
    }
}

/// A box to tick, with the value `1`.
#[must_use]
pub fn tick(name: &str, label: &str, small: &str, form: &Form) -> Markup {
    html! {
        div class="choice" {
            input class="choice__input" type="checkbox" name=(name) id=(name) value="1" checked[form.ticked(name)];
            label class="choice__label" for=(name) { (label) @if !small.is_empty() { small { (small) } } }
        }
    }
}

/// A file to choose. The form needs `enctype="multipart/form-data"`.
pub struct Upload {
    base: Base,
    accept: &'static str,
    most: Option<usize>,
}

impl Upload {
    /// A file of these kinds (`image/jpeg,image/png`).
    #[must_use]
    pub fn new(name: &str, label: &str, accept: &'static str) -> Self {
        Upload { base: Base::new(name, label), accept, most: None }
    }

    /// The most bytes; a script says so before a larger file is sent.
    #[must_use]
    pub fn most(mut self, bytes: usize) -> Self {
        self.most = Some(bytes);
        self
    }

    common!();

    /// The field.
    #[must_use]
    pub fn show(self, t: &T, form: &Form) -> Markup {
        let wrong = self.base.error(t, form);
        let control = html! {
            input class="input" id=(self.base.id) name=(self.base.name) type="file" accept=(self.accept)
                data-most-bytes=[self.most]
                aria-describedby=[self.base.described(wrong.is_some())] aria-invalid=[wrong.is_some().then_some("true")];
        };
        self.base.around(t, wrong.as_deref(), control)
    }
}

/// Several fields that belong together, under a heading.
#[must_use]
pub fn group(id: &str, legend: &str, body: Markup) -> Markup {
    html! {
        fieldset class="fieldset" id=(id) {
            legend class="fieldset__legend fieldset__legend--large" { (legend) }
            (body)
        }
    }
}

/// A value that nobody sees.
#[must_use]
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// What is wrong with the form, at the top of the page, each with a link to its field; nothing when all is well.
/// Set [`super::Frame::wrong`] too.
#[must_use]
pub fn errors(t: &T, form: &Form) -> Markup {
    let errors = form.errors();
    html! {
        @if !errors.is_empty() {
            div class="error-summary" role="alert" tabindex="-1" aria-labelledby="fouten" {
                h2 id="fouten" { (problems(t, errors.len())) }
                ul {
                    @for refusal in errors {
                        li {
                            @match refusal.field {
                                Some(field) => a href={ "#" (field) } { (t.refusal(refusal)) },
                                None => (t.refusal(refusal)),
                            }
                        }
                    }
                }
                p { (t.text("form-kept")) }
            }
        }
    }
}

fn problems(t: &T, count: usize) -> String {
    let words = t.words(i64::try_from(count).unwrap_or(i64::MAX));
    t.with("form-problems", &[("n", count.into()), ("words", words.into())])
}

/// The mark that something was saved, and when. Its id is what `data-swap="opgeslagen"` names.
#[must_use]
pub fn saved(t: &T, at: Option<jiff::Timestamp>) -> Markup {
    html! {
        p class="toast" id="opgeslagen" data-announce {
            @if let Some(at) = at { (icon("check")) (t.with("form-saved-at", &[("time", t.time(at).into())])) }
        }
    }
}

/// A form of one button: what it does and its hidden values.
#[must_use]
pub fn button_form(action: &str, look: super::notice::Look, word: &str, values: &[(&str, &str)]) -> Markup {
    html! {
        form method="post" action=(action) {
            @for (name, value) in values { (hidden(name, value)) }
            button class=(look.class()) { (word) }
        }
    }
}
