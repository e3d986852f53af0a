//! Forms: what was typed, and what is wrong with it.

use super::query::form_pairs;
use crate::error::{Common, Error, Refusal};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use std::collections::HashMap;

/// The largest form body without files.
const LARGEST: usize = 1024 * 1024;
/// The most fields that are read.
const FIELDS: usize = 5_000;

/// The values of a form, and after a refusal what to say at which field. Rendering a form from it keeps what was typed.
#[derive(Debug, Clone, Default)]
pub struct Form {
    values: HashMap<String, Vec<String>>,
    errors: Vec<Refusal>,
}

impl Form {
    /// A form with these values, e.g. what is saved now.
    #[must_use]
    pub fn filled<K: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut form = Form::default();
        for (key, value) in values {
            form.values.entry(key.into()).or_default().push(value.into());
        }
        form
    }

    /// The same with another value of a field.
    #[must_use]
    pub fn with(mut self, field: &str, value: &str) -> Self {
        self.values.insert(field.to_owned(), vec![value.to_owned()]);
        self
    }

    /// The value of a field; empty if there is none.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.values.get(field).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of a field (checkboxes of one name).
    #[must_use]
    pub fn all(&self, field: &str) -> &[String] {
        self.values.get(field).map_or(&[], Vec::as_slice)
    }

    /// Whether a box was ticked.
    #[must_use]
    pub fn ticked(&self, field: &str) -> bool {
        !self.get(field).is_empty()
    }

    /// The same values with what is wrong.
    #[must_use]
    pub fn refused(mut self, refusals: &[Refusal]) -> Self {
        self.errors.extend_from_slice(refusals);
        self
    }

    /// What is wrong, in the order in which it was found.
    #[must_use]
    pub fn errors(&self) -> &[Refusal] {
        &self.errors
    }

    /// What is wrong with one field.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<&Refusal> {
        self.errors.iter().find(|refusal| refusal.field == Some(field))
    }
}

/// Why a body is not a form.
pub struct NotAForm(pub Error);

impl axum::response::IntoResponse for NotAForm {
    fn into_response(self) -> axum::response::Response {
        super::response::fail(self.0)
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = NotAForm;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let kind = request.headers().get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let empty = request.headers().get(http::header::CONTENT_LENGTH).is_none_or(|length| length == "0");
        let is_form = kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        let nothing = kind.is_none() && empty;
        if !is_form && !nothing {
            return Err(NotAForm(Common::WrongContentType.into()));
        }
        let body = Bytes::from_request(request, state).await.map_err(|_| NotAForm(Common::TooLarge.into()))?;
        if body.len() > LARGEST {
            return Err(NotAForm(Common::TooLarge.into()));
        }
        // Control characters other than line ends and tabs are nobody's wish, and PostgreSQL takes no NUL.
        let clean =
            |text: String| text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>();
        Ok(Form::filled(form_pairs(&body).into_iter().take(FIELDS).map(|(field, value)| (field, clean(value)))))
    }
}

/// A JSON body, read strictly; whatever is wrong with it is a refusal with a sentence.
pub struct Json<T>(pub T);

impl<T: serde::de::DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = NotAForm;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let kind = request.headers().get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
            return Err(NotAForm(Common::WrongContentType.into()));
        }
        let body = Bytes::from_request(request, state).await.map_err(|_| NotAForm(Common::TooLarge.into()))?;
        if body.len() > LARGEST {
            return Err(NotAForm(Common::TooLarge.into()));
        }
        // No text of ours holds a NUL, and PostgreSQL takes none.
        if body.windows(6).any(|six| six == br"\u0000") {
            return Err(NotAForm(Common::Malformed.into()));
        }
        serde_json::from_slice(&body).map(Json).map_err(|_| NotAForm(Common::Malformed.into()))
    }
}
