//! Organisations.

use super::{Act, record};
use crate::actor::Actor;
use crate::app::App;
use crate::ids::OrganisationId;
use crate::permission::Permission;
use crate::refusal::{Refusal, optional, required};
use crate::store;
use platform::error::Error;
use platform::i18n::Lang;
use platform::{ids, params};
use serde_json::json;

/// What an organisation needs to begin.
#[derive(Debug, Clone)]
pub struct NewOrganisation {
    /// Short name for the command line.
    pub slug: String,
    /// Host names, the main one first, without port.
    pub hosts: Vec<String>,
    /// The language in which staff write.
    pub default_lang: Lang,
    /// All languages of the site.
    pub languages: Vec<Lang>,
    /// Its texts.
    pub texts: OrganisationTexts,
}

/// Texts of an organisation, in its default language.
#[derive(Debug, Clone, Default)]
pub struct OrganisationTexts {
    /// Name.
    pub name: String,
    /// One sentence.
    pub tagline: String,
    /// Whether residents are called "u".
    pub formal: bool,
    /// Where questions go.
    pub contact_email: String,
    /// How else to reach people.
    pub contact_text: String,
    /// Picture of the front page: the name of a public file.
    pub picture: Option<String>,
}

impl OrganisationTexts {
    fn checked(&self) -> Result<Self, Error> {
        let mut wrong = Vec::new();
        let mut keep = |result: Result<String, Refusal>| result.map_err(|r| wrong.push(r.into())).unwrap_or_default();
        let checked = OrganisationTexts {
            name: keep(required("name", &self.name, 120)),
            tagline: keep(optional("tagline", &self.tagline, 300)),
            formal: self.formal,
            contact_email: keep(crate::person::email_key(&self.contact_email)),
            contact_text: keep(optional("contact_text", &self.contact_text, 2000)),
            picture: self.picture.clone(),
        };
        if wrong.is_empty() { Ok(checked) } else { Err(Error::Refused(wrong)) }
    }
}

/// Makes an organisation. Only an operator, or the program itself.
///
/// # Errors
/// Refused for a taken slug or host name, a missing name, or without the right.
pub async fn create_organisation(app: &App, actor: &Actor, new: NewOrganisation) -> Result<OrganisationId, Error> {
    actor.permit(Permission::RunInstallation, None)?;
    let texts = new.texts.checked()?;
    if !ids::is_slug(&new.slug) {
        return Err(Refusal::BadSlug.into());
    }
    let hosts: Vec<String> = new.hosts.iter().map(|host| host.trim().to_lowercase()).collect();
    let mut languages = vec![new.default_lang];
    languages.extend(new.languages.iter().copied().filter(|lang| *lang != new.default_lang));
    let codes = json!(languages.iter().map(|lang| lang.code()).collect::<Vec<_>>()).to_string();
    let (app, actor, now) = (app.clone(), actor.clone(), app.clock.now());
    app.db
        .clone()
        .write(move |tx| {
            let uuid = app.uuid();
            let added = tx.find(
                &store::ADD_ORGANISATION,
                params![
                    uuid,
                    new.slug.as_str(),
                    texts.name.as_str(),
                    texts.tagline.as_str(),
                    new.default_lang.code(),
                    codes.as_str(),
                    texts.formal,
                    texts.contact_email.as_str(),
                    texts.contact_text.as_str(),
                    texts.picture.as_deref(),
                    now
                ],
                |row| row.get(0),
            )?;
            let id: OrganisationId = added.ok_or(Error::from(Refusal::Taken("slug")))?;
            for (index, host) in hosts.iter().enumerate() {
                if tx.execute(&store::ADD_HOST, params![host, id, index == 0])? == 0 {
                    return Err(Refusal::Taken("hosts").into());
                }
            }
            store::raise(tx, store::settings_scope(id))?;
            tx.announce("organisation", id.0.to_string())?;
            let own = Actor { organisation: id, ..actor.clone() };
            let act = Act {
                actor: &own,
                permission: Permission::RunInstallation,
                project: None,
                subject: format!("organisation:{uuid}"),
                kind: "log-organisation-created",
                public: false,
                facts: json!({ "name": texts.name }),
            };
            record(&app, tx, act)?;
            Ok(id)
        })
        .await
}

/// Changes the texts of an organisation.
///
/// # Errors
/// Refused for a missing name, a bad address, or without the right.
pub async fn update_organisation(app: &App, actor: &Actor, texts: OrganisationTexts) -> Result<(), Error> {
    actor.permit(Permission::EditOrganisation, None)?;
    let texts = texts.checked()?;
    let (app, actor) = (app.clone(), actor.clone());
    app.db
        .clone()
        .write(move |tx| {
            let id = actor.organisation;
            tx.execute(
                &store::SET_ORGANISATION,
                params![
                    id,
                    texts.name.as_str(),
                    texts.tagline.as_str(),
                    texts.formal,
                    texts.contact_email.as_str(),
                    texts.contact_text.as_str(),
                    texts.picture.as_deref()
                ],
            )?;
            store::raise(tx, store::settings_scope(id))?;
            tx.announce("organisation", id.0.to_string())?;
            let act = Act {
                actor: &actor,
                permission: Permission::EditOrganisation,
                project: None,
                subject: "organisation".into(),
                kind: "log-organisation-changed",
                public: false,
                facts: json!({ "name": texts.name }),
            };
            Ok(record(&app, tx, act)?)
        })
        .await
}

/// Saves the tagline and contact text of an organisation in another language; an empty text shows the source again.
///
/// # Errors
/// Refused without the right, or for a text that is too long.
pub async fn translate_organisation(
    app: &App,
    actor: &Actor,
    lang: Lang,
    tagline: &str,
    contact_text: &str,
) -> Result<(), Error> {
    actor.permit(Permission::EditOrganisation, None)?;
    let (tagline, contact) = (optional("tagline", tagline, 300)?, optional("contact_text", contact_text, 2000)?);
    let id = actor.organisation;
    app.db
        .write(move |tx| {
            store::set_translation(tx, id, ("organisation", id.0, "tagline"), lang, &tagline)?;
            store::set_translation(tx, id, ("organisation", id.0, "contact_text"), lang, &contact)?;
            store::raise(tx, store::settings_scope(id))?;
            Ok(tx.announce("organisation", id.0.to_string())?)
        })
        .await
}
