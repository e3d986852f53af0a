//! Organisations.

use super::{Act, record};
use crate::actor::Actor;
use crate::app::App;
use crate::ids::OrganisationId;
use crate::model::Organisation;
use crate::permission::Permission;
use crate::refusal::{Refusal, optional, required};
use crate::store;
use platform::db::Tx;
use platform::error::{Common, Error};
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
    let hosts = checked_hosts(&new.hosts)?;
    let codes = codes(new.default_lang, &new.languages);
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
            add_hosts(tx, id, &hosts)?;
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

/// Host names in the form in which requests are compared: small letters, no port, each once.
fn checked_hosts(hosts: &[String]) -> Result<Vec<String>, Refusal> {
    let mut checked: Vec<String> = Vec::new();
    for host in hosts.iter().map(|host| host.trim().trim_end_matches('.').to_lowercase()) {
        let numbered = host.starts_with('[') && host.ends_with(']');
        let named = host.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
            && host.split('.').all(|part| !part.is_empty() && part.len() <= 63 && !part.starts_with('-'));
        if host.len() > 253 || !(named || numbered && host.parse::<http::uri::Authority>().is_ok()) {
            return Err(Refusal::BadHost);
        }
        if !checked.contains(&host) {
            checked.push(host);
        }
    }
    match checked.len() {
        0 => Err(Refusal::Missing("hosts")),
        1..=MOST_HOSTS => Ok(checked),
        _ => Err(Refusal::BadHost),
    }
}

/// The most host names of one organisation.
const MOST_HOSTS: usize = 50;

/// Languages as they are kept: the default first, each once.
fn codes(default: Lang, languages: &[Lang]) -> String {
    let mut all = vec![default];
    all.extend(Lang::ALL.into_iter().filter(|lang| *lang != default && languages.contains(lang)));
    json!(all.iter().map(|lang| lang.code()).collect::<Vec<_>>()).to_string()
}

fn add_hosts(tx: &mut Tx<'_>, id: OrganisationId, hosts: &[String]) -> Result<(), Error> {
    for (index, host) in hosts.iter().enumerate() {
        if tx.execute(&store::ADD_HOST, params![host, id, index == 0])? == 0 {
            return Err(Refusal::Taken("hosts").into());
        }
    }
    Ok(())
}

/// All organisations of the installation with their host names. Only for an operator.
///
/// # Errors
/// Refused without the right.
pub async fn organisations(app: &App, actor: &Actor) -> Result<Vec<(Organisation, Vec<String>)>, Error> {
    actor.permit(Permission::RunInstallation, None)?;
    app.db
        .read(|reader| {
            let all = store::organisations(reader, "")?.into_iter();
            let known = all.map(|organisation| {
                let hosts = store::hosts(reader, organisation.id)?;
                Ok((organisation, hosts))
            });
            known.collect()
        })
        .await
}

/// Changes where an organisation is found and in which languages. The language in which staff write stays: all texts are
/// in it. `here` is the host name by which the operator came; they cannot take the ground from under themselves.
///
/// # Errors
/// Refused without the right, for a host name that cannot be or is another's, or without the one that is in use now.
pub async fn set_hosts_and_languages(
    app: &App,
    actor: &Actor,
    organisation: OrganisationId,
    (hosts, languages): (Vec<String>, Vec<Lang>),
    here: &str,
) -> Result<(), Error> {
    actor.permit(Permission::RunInstallation, None)?;
    let hosts = checked_hosts(&hosts)?;
    if organisation == actor.organisation && !hosts.iter().any(|host| host == here) {
        return Err(Refusal::OwnHost.into());
    }
    let (app, actor) = (app.clone(), actor.clone());
    app.db
        .clone()
        .write(move |tx| {
            let found = store::organisation_by_id(tx, organisation)?.ok_or(Error::from(Common::NotFound))?;
            tx.execute(&store::REMOVE_HOSTS, params![organisation])?;
            add_hosts(tx, organisation, &hosts)?;
            tx.execute(&store::SET_LANGUAGES, params![organisation, codes(found.default_lang, &languages)])?;
            store::raise(tx, store::settings_scope(organisation))?;
            store::raise(tx, store::front_scope(organisation))?;
            tx.announce("organisation", organisation.0.to_string())?;
            let own = Actor { organisation, ..actor.clone() };
            let act = Act {
                actor: &own,
                permission: Permission::RunInstallation,
                project: None,
                subject: format!("organisation:{}", found.uuid),
                kind: "log-organisation-hosts",
                public: false,
                facts: json!({ "hosts": hosts.join(", "), "languages": codes(found.default_lang, &languages) }),
            };
            Ok(record(&app, tx, act)?)
        })
        .await
}

/// What an organisation says about itself in another language; an empty text shows the source again.
#[derive(Debug, Clone, Default)]
pub struct OrganisationWords {
    /// One sentence.
    pub tagline: String,
    /// How to reach people.
    pub contact_text: String,
}

/// Changes the texts of an organisation and its translations, all or nothing. `version` is the one that was read; none
/// overwrites whatever is there.
///
/// # Errors
/// [`Common::Changed`] when somebody else saved in the meantime; refused for a missing name, a bad address, a text that is
/// too long, or without the right.
pub async fn update_organisation(
    app: &App,
    actor: &Actor,
    version: Option<i64>,
    texts: OrganisationTexts,
    words: Vec<(Lang, OrganisationWords)>,
) -> Result<(), Error> {
    actor.permit(Permission::EditOrganisation, None)?;
    let texts = texts.checked()?;
    let mut translations = Vec::new();
    for (lang, own) in words {
        translations.push((lang, "tagline", optional("tagline", &own.tagline, 300)?));
        translations.push((lang, "contact_text", optional("contact_text", &own.contact_text, 2000)?));
    }
    let (app, actor) = (app.clone(), actor.clone());
    app.db
        .clone()
        .write(move |tx| {
            let id = actor.organisation;
            let changed = tx.execute(
                &store::SET_ORGANISATION,
                params![
                    id,
                    texts.name.as_str(),
                    texts.tagline.as_str(),
                    texts.formal,
                    texts.contact_email.as_str(),
                    texts.contact_text.as_str(),
                    texts.picture.as_deref(),
                    version
                ],
            )?;
            if changed == 0 {
                return Err(Common::Changed.into());
            }
            for (lang, field, text) in &translations {
                store::set_translation(tx, id, ("organisation", id.0, field), *lang, text)?;
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_names_are_checked_and_folded() {
        let checked = |hosts: &[&str]| checked_hosts(&hosts.iter().map(|host| (*host).to_owned()).collect::<Vec<_>>());
        let fine =
            checked(&[" Meedoen.Voorbeeldstad.NL. ", "meedoen.voorbeeldstad.nl", "localhost", "[::1]", "127.0.0.1"]);
        assert_eq!(
            fine,
            Ok(vec!["meedoen.voorbeeldstad.nl".into(), "localhost".into(), "[::1]".into(), "127.0.0.1".into()])
        );
        assert_eq!(checked(&[]), Err(Refusal::Missing("hosts")));
        for bad in ["a b.nl", "x.nl:8080", "https://x.nl", "x..nl", ".nl", "-x.nl", "x.nl/y", "x@y.nl", "stadé.nl", ""]
        {
            assert_eq!(checked(&[bad]), Err(Refusal::BadHost), "{bad}");
        }
        assert_eq!(checked(&[&format!("{}.nl", "x".repeat(64))]), Err(Refusal::BadHost));
    }

    #[test]
    fn the_default_language_comes_first_and_each_once() {
        assert_eq!(codes(Lang::En, &[Lang::Nl, Lang::En, Lang::Nl]), "[\"en\",\"nl\"]");
        assert_eq!(codes(Lang::Nl, &[]), "[\"nl\"]");
    }
}
