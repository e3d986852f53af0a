//! The description of the API, put together from what the features say of theirs.

use anyhow::{Context, Result};
use civic::route::{Access, Routes};
use http::{HeaderValue, StatusCode, header};
use std::sync::Arc;
use utoipa::openapi::{ContactBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, ServerBuilder};

/// The version of the API; the major number is in its addresses.
pub const VERSION: &str = "1.0.0";

/// The frame that the features' parts are merged into.
#[must_use]
pub fn description() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Samenspel")
        .version(VERSION)
        .description(Some(
            "De API van Samenspel: projecten, plannen en stemmingen van één organisatie. Antwoorden zijn JSON, tijden UTC, \
             bedragen hele eurocenten. Fouten zijn application/problem+json (RFC 9457).",
        ))
        .contact(Some(ContactBuilder::new().name(Some("Samenspel")).build()))
        .license(Some(LicenseBuilder::new().name("EUPL-1.2").build()))
        .build();
    OpenApiBuilder::new().info(info).servers(Some([ServerBuilder::new().url("/").build()])).build()
}

/// The routes that belong to no feature: the description, and a constant answer for monitors and measurements.
///
/// # Errors
/// When the description cannot be written as JSON.
pub fn routes(api: &OpenApi) -> Result<Routes> {
    let text: Arc<str> = api.to_pretty_json().context("the description of the API")?.into();
    let answer = move || {
        let text = Arc::clone(&text);
        async move {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
                (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
            ];
            (StatusCode::OK, headers, text.to_string())
        }
    };
    Ok(Routes::new().get("/api/v1/openapi.json", Access::Public, &(), answer).get(
        "/ping",
        Access::Public,
        &(),
        || async { "pong\n" },
    ))
}
