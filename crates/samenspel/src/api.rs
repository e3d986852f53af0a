//! The description of the API, put together from what the features say of theirs.

use anyhow::{Context, Result};
use civic::route::{Access, Routes};
use http::{HeaderValue, StatusCode, header};
use std::sync::Arc;
use utoipa::openapi::schema::{ArrayBuilder, Object, SchemaType, Type};
use utoipa::openapi::{ContactBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, ServerBuilder};
use utoipa::openapi::{Content, Ref, RefOr, Response};

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
             bedragen hele eurocenten. Fouten zijn application/problem+json (RFC 9457). Wat voor iedereen hetzelfde is, mag \
             bewaard worden als het elke keer met zijn ETag wordt nagevraagd (Cache-Control: no-cache); al het andere is no-store.",
        ))
        .contact(Some(ContactBuilder::new().name(Some("Samenspel")).build()))
        .license(Some(LicenseBuilder::new().name("EUPL-1.2").build()))
        .build();
    OpenApiBuilder::new().info(info).servers(Some([ServerBuilder::new().url("/").build()])).build()
}

/// Says of each operation what its errors look like: every refusal is a problem document (RFC 9457).
pub fn tell_problems(api: &mut OpenApi) {
    let text = || Object::builder().schema_type(Type::String).build();
    let wrong = Object::builder()
        .property("field", Object::builder().schema_type(SchemaType::from_iter([Type::String, Type::Null])))
        .property("code", text())
        .property("detail", text())
        .property(
            "args",
            Object::builder()
                .schema_type(Type::Object)
                .description(Some("Wat er in de zin staat, voor programma's: bedragen in centen, momenten in UTC")),
        );
    let problem = Object::builder()
        .description(Some("Wat er niet kon, en waarom (RFC 9457)"))
        .property("type", text())
        .property("title", text())
        .property("status", Object::builder().schema_type(Type::Integer))
        .property("detail", Object::builder().schema_type(Type::String).description(Some("In de taal van het adres")))
        .property("code", Object::builder().schema_type(Type::String).description(Some("De reden, voor programma's")))
        .property(
            "number",
            Object::builder()
                .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
                .description(Some("Bij iets onvoorziens: het nummer dat ook in het log staat")),
        )
        .property("errors", ArrayBuilder::new().items(wrong))
        .required("type")
        .required("title")
        .required("status")
        .required("detail")
        .required("code");
    let components = api.components.get_or_insert_default();
    components.schemas.insert("Problem".into(), problem.build().into());
    for item in api.paths.paths.values_mut() {
        let methods = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in methods.into_iter().flatten() {
            let responses = &mut operation.responses.responses;
            responses.entry("default".into()).or_insert_with(|| Response::new("Het kon niet").into());
            for (status, response) in responses {
                let RefOr::T(response) = response else { continue };
                if status == "default" || status.starts_with(['4', '5']) {
                    let content = Content::new(Some(Ref::from_schema_name("Problem")));
                    response.content.insert("application/problem+json".into(), content.into());
                }
                if response.description.is_empty() {
                    response.description = reason(status).into();
                }
            }
        }
    }
}

/// What a status means, where a route says no more about it.
fn reason(status: &str) -> &'static str {
    match status {
        "200" => "Gelukt",
        "201" => "Gemaakt",
        "204" => "Gelukt, zonder antwoord",
        "400" => "Het verzoek is niet te lezen",
        "401" => "Eerst inloggen",
        "403" => "Dit mag niet",
        "404" => "Dit is er niet",
        "409" => "Dit kan nu niet",
        "410" => "Dit is er niet meer",
        "422" => "Er klopt iets niet in wat is gestuurd",
        _ => "Het kon niet",
    }
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
                (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
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
