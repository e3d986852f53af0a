//! The organisations of an installation, for its operator: what the room and the API share.

use crate::{Pages, defaults};
use civic::model::Organisation;
use civic::permission::Role;
use civic::service::{NewOrganisation, create_organisation, organisations, sign_in};
use civic::{Actor, Visitor};
use platform::error::{Common, Error};
use std::time::Duration;

/// How long the first owner's link holds.
const LINK_LIFE: Duration = Duration::from_secs(7 * 24 * 3600);

/// An organisation with its host names.
pub(crate) type Known = (Organisation, Vec<String>);

/// Makes an organisation with the pages that every one begins with; answers it and the link for its first owner, which
/// is shown this once.
pub(crate) async fn make(pages: &Pages, visitor: &Visitor, new: NewOrganisation) -> Result<(Known, String), Error> {
    let id = create_organisation(&pages.app, &visitor.actor, new).await?;
    defaults::organisation_pages(&pages.app, &pages.registry, &Actor::system(id)).await?;
    let token = sign_in::make_admin_link(&pages.app, id, Role::Owner, LINK_LIFE).await?;
    let made = organisations(&pages.app, &visitor.actor).await?.into_iter().find(|(of, _)| of.id == id);
    let made = made.ok_or(Error::from(Common::NotFound))?;
    let link = format!("{}/setup/{token}", origin_of(visitor, &made.0.host));
    Ok((made, link))
}

/// One organisation by its short name.
pub(crate) async fn find(pages: &Pages, visitor: &Visitor, slug: &str) -> Result<Known, Error> {
    let all = organisations(&pages.app, &visitor.actor).await?;
    all.into_iter().find(|(of, _)| of.slug == slug).ok_or(Common::NotFound.into())
}

/// The host name by which this visitor came, without port.
pub(crate) fn here(visitor: &Visitor) -> String {
    let (_, host, _) = parts(&visitor.origin);
    host.to_lowercase()
}

/// The address of another site of this installation: reached as this one is, by another name.
pub(crate) fn origin_of(visitor: &Visitor, host: &str) -> String {
    let (scheme, _, port) = parts(&visitor.origin);
    format!("{scheme}://{host}{port}")
}

/// Scheme, host name and port (with its colon) of an origin.
fn parts(origin: &str) -> (&str, &str, &str) {
    let (scheme, host) = origin.split_once("://").unwrap_or(("https", origin));
    match host.rfind(':') {
        Some(place) if !host.ends_with(']') => {
            let (name, port) = host.split_at(place);
            (scheme, name, port)
        }
        _ => (scheme, host, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_three_parts() {
        assert_eq!(parts("https://stad.nl"), ("https", "stad.nl", ""));
        assert_eq!(parts("http://localhost:8080"), ("http", "localhost", ":8080"));
        assert_eq!(parts("http://[::1]:80"), ("http", "[::1]", ":80"));
        assert_eq!(parts("http://[::1]"), ("http", "[::1]", ""));
    }
}
