//! Pictures of projects, plans and organisations.

use crate::actor::Actor;
use crate::app::App;
use crate::ids::ProjectId;
use crate::permission::Permission;
use bytes::Bytes;
use platform::error::Error;
use platform::files::{Area, content_name};

/// What a field for a picture accepts.
pub const PICTURE_KINDS: &str = "image/jpeg,image/png,image/webp";

/// Saves a picture in all sizes as public files and answers the name of the widest, which tells its width:
/// `3f/3fa9…-w1600.jpg`. The narrower ones differ in that number only. The picture is made anew; what came in is not kept.
///
/// # Errors
/// Refused for a file that is no picture, too large or damaged, and without the right (on the project, or on the
/// organisation where there is none).
pub async fn save_picture(app: &App, actor: &Actor, project: Option<ProjectId>, file: Bytes) -> Result<String, Error> {
    let permission = if project.is_some() { Permission::EditPlans } else { Permission::CreateProject };
    actor.permit(permission, project)?;
    store_picture(app, file).await
}

/// The same for a caller that has permitted it: a resident who hands in a plan.
///
/// # Errors
/// Refused for a file that is no picture, too large or damaged.
pub async fn store_picture(app: &App, file: Bytes) -> Result<String, Error> {
    let picture = app.images.prepare(file).await?;
    let ending = picture.coding.ending();
    let widest = picture.variants.last().ok_or_else(|| Error::internal("a picture without sizes"))?;
    let name = content_name(&widest.content, ending);
    let stem = name.strip_suffix(&format!(".{ending}")).unwrap_or(&name);
    for variant in &picture.variants {
        let name = format!("{stem}-w{}.{ending}", variant.width);
        app.files.put(Area::Public, &name, variant.content.clone()).await?;
    }
    Ok(format!("{stem}-w{}.{ending}", widest.width))
}
