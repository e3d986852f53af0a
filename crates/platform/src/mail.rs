//! Mail: to a server by SMTP, or into a folder for trying things out.

use crate::error::Reason;
use http::StatusCode;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::Duration;

/// The longest subject, in characters.
const SUBJECT: usize = 200;

/// A mail to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The address, nothing else.
    pub to: String,
    /// One line.
    pub subject: String,
    /// The whole content as plain text; always there.
    pub text: String,
    /// The same as HTML, if there is a made-up version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
}

impl Mail {
    /// A mail of text only.
    pub fn new(to: impl Into<String>, subject: impl Into<String>, text: impl Into<String>) -> Self {
        Mail { to: to.into(), subject: subject.into(), text: text.into(), html: None }
    }
}

/// Why a mail did not go.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// An address is not one, or a mail server has refused this mail for good: trying again is of no use.
    #[error("this mail cannot be sent: {0}")]
    Permanent(String),
    /// The server is away or busy: try again later.
    #[error("the mail server does not take it now: {0}")]
    Later(String),
}

/// Why what somebody typed is not taken as an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressRefusal;

impl Reason for AddressRefusal {
    fn key(&self) -> &'static str {
        "refusal-mail-address"
    }

    fn status(&self) -> StatusCode {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// Reads an e-mail address as people type it, and gives its normal form: no spaces around, small letters. Two
/// spellings of one address must be one person, so the part before the `@` is made small too (no provider that we
/// know of tells them apart).
pub fn normal_address(typed: &str) -> Result<String, AddressRefusal> {
    let typed = typed.trim();
    if typed.len() > 254 || !typed.is_ascii() {
        return Err(AddressRefusal);
    }
    let address: Address = typed.parse().map_err(|_| AddressRefusal)?;
    // Quoted parts, IP domains and single-word domains are valid by the standard and typing errors in practice.
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    if !address.user().bytes().all(plain) || !address.domain().contains('.') || address.domain().contains('[') {
        return Err(AddressRefusal);
    }
    Ok(address.to_string().to_lowercase())
}

/// Sends mail. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(AsyncFileTransport<Tokio1Executor>),
}

impl Mailer {
    /// By SMTP. The address of the server holds name and password (`smtps://name:password@mail.example.nl`,
    /// `smtp://mail.example.nl:587?tls=required`); `from` is an address or `Name <address>`.
    pub fn smtp(server: &str, from: &str) -> Result<Self, MailError> {
        // The cause may hold the password, so it is not repeated.
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)
            .map_err(|_| MailError::Permanent("the address of the mail server cannot be read".to_owned()))?;
        let transport = builder.timeout(Some(Duration::from_secs(30))).build();
        Ok(Mailer { from: mailbox(from)?, way: Way::Smtp(transport) })
    }

    /// Into a folder, one `.eml` file per mail.
    pub fn folder(folder: &Path, from: &str) -> Result<Self, MailError> {
        std::fs::create_dir_all(folder).map_err(|error| MailError::Permanent(error.to_string()))?;
        Ok(Mailer { from: mailbox(from)?, way: Way::Folder(AsyncFileTransport::new(folder)) })
    }

    /// Sends one mail.
    pub async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = compose(&self.from, mail)?;
        match &self.way {
            Way::Smtp(transport) => match transport.send(message).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(MailError::Permanent(error.to_string())),
                Err(error) => Err(MailError::Later(error.to_string())),
            },
            Way::Folder(transport) => {
                transport.send(message).await.map(|_| ()).map_err(|error| MailError::Later(error.to_string()))
            }
        }
    }
}

fn mailbox(text: &str) -> Result<Mailbox, MailError> {
    text.parse().map_err(|_| MailError::Permanent("the sender's address cannot be read".to_owned()))
}

fn address(text: &str) -> Result<Mailbox, MailError> {
    // Parsed as an address alone: no list, no name, no line that begins another header.
    let address: Address =
        text.parse().map_err(|_| MailError::Permanent("the receiver's address cannot be read".to_owned()))?;
    Ok(Mailbox::new(None, address))
}

/// One line without control characters, so that nothing in it can begin a header.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SUBJECT).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn compose(from: &Mailbox, mail: &Mail) -> Result<Message, MailError> {
    let broken = |error: lettre::error::Error| MailError::Permanent(error.to_string());
    let builder = Message::builder()
        .from(from.clone())
        .to(address(&mail.to)?)
        .subject(one_line(&mail.subject))
        // Mail programs that answer by themselves leave mails with this header alone (RFC 3834).
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        .message_id(None);
    let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(mail.text.clone());
    match &mail.html {
        None => builder.singlepart(text).map_err(broken),
        Some(html) => {
            let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(html.clone());
            builder.multipart(MultiPart::alternative().singlepart(text).singlepart(html)).map_err(broken)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn composed(mail: &Mail) -> String {
        String::from_utf8(compose(&mailbox("Samenspel <post@example.nl>").unwrap(), mail).unwrap().formatted()).unwrap()
    }

    #[test]
    fn there_is_always_a_text() {
        let mut mail = Mail::new("fatma@example.nl", "Je code is 123456", "Je code is 123456.");
        mail.html = Some("<p>Je code is <b>123456</b>.</p>".into());
        let raw = composed(&mail);
        for part in [
            "To: fatma@example.nl\r\n",
            "Subject: Je code is 123456\r\n",
            "text/plain; charset=utf-8",
            "text/html; charset=utf-8",
            "Auto-Submitted: auto-generated\r\n",
            "<post@example.nl>",
        ] {
            assert!(raw.contains(part), "{part} in {raw}");
        }
        assert!(composed(&Mail::new("a@example.nl", "x", "y")).contains("text/plain"));
    }

    #[test]
    fn no_header_can_be_slipped_in() {
        let mut mail =
            Mail::new("fatma@example.nl", "Hoi\r\nBcc: all@example.nl\r\n\r\n<b>", "Bcc: in the text is fine");
        let raw = composed(&mail);
        let (headers, _) = raw.split_once("\r\n\r\n").unwrap();
        assert!(!headers.lines().any(|line| line.starts_with("Bcc")), "{headers}");
        for to in [
            "fatma@example.nl\r\nBcc: all@example.nl",
            "fatma@example.nl, all@example.nl",
            "Fatma <fatma@example.nl>",
            "fatma@example.nl\0",
            "",
        ] {
            mail.to = to.into();
            assert!(
                matches!(compose(&mailbox("p@example.nl").unwrap(), &mail), Err(MailError::Permanent(_))),
                "{to:?}"
            );
        }
    }

    #[test]
    fn addresses_get_one_form() {
        assert_eq!(normal_address("  Fatma@Example.NL "), Ok("fatma@example.nl".into()));
        for bad in [
            "",
            "fatma",
            "fatma@localhost",
            "\"a b\"@example.nl",
            "a@[127.0.0.1]",
            "a@b@example.nl",
            "é@example.nl",
            "a@example.nl\nx",
        ] {
            assert_eq!(normal_address(bad), Err(AddressRefusal), "{bad}");
        }
        assert!(normal_address(&format!("{}@example.nl", "a".repeat(300))).is_err());
    }

    #[tokio::test]
    async fn a_folder_keeps_each_mail() {
        let dir = tempfile::tempdir().unwrap();
        let mailer = Mailer::folder(&dir.path().join("mail"), "post@example.nl").unwrap();
        mailer.send(&Mail::new("fatma@example.nl", "één", "Hallo")).await.unwrap();
        mailer.send(&Mail::new("sam@example.nl", "twee", "Hallo")).await.unwrap();
        let files: Vec<_> =
            std::fs::read_dir(dir.path().join("mail")).unwrap().map(|file| file.unwrap().path()).collect();
        assert_eq!(files.len(), 2);
        assert!(files.iter().all(|file| file.extension().is_some_and(|end| end == "eml")));
    }

    #[tokio::test]
    async fn a_server_that_is_away_is_a_matter_of_later() {
        let mailer = Mailer::smtp("smtp://127.0.0.1:9", "post@example.nl").unwrap();
        let sent = mailer.send(&Mail::new("fatma@example.nl", "x", "y")).await;
        assert!(matches!(sent, Err(MailError::Later(_))), "{sent:?}");
        let wrong = Mailer::smtp("http://user:password@host", "post@example.nl").unwrap_err();
        assert!(!wrong.to_string().contains("password"));
    }
}
