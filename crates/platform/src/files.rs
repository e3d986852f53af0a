//! Files in a store: a folder on disk, or an object store in the cloud with the same calls.
//!
//! Two areas: `public` may be handed out under its name (names there are made from the content, so a name never
//! changes its meaning); `private` is read by code that has checked who asks.

use bytes::Bytes;
use data_encoding::HEXLOWER;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path as StorePath;
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Which files: those for everybody, or those behind a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Whoever knows the name may have it.
    Public,
    /// Only by code that has checked who asks.
    Private,
}

impl Area {
    fn name(self) -> &'static str {
        match self {
            Area::Public => "public",
            Area::Private => "private",
        }
    }
}

/// What can go wrong with files. A file that is not there is `None`, not an error.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The name could lead out of its area, or holds signs that not every store takes.
    #[error("not a name for a file: {0:?}")]
    Name(String),
    /// The store.
    #[error("the file store: {0}")]
    Store(#[from] object_store::Error),
    /// The folder cannot be made.
    #[error("the folder for files: {0}")]
    Folder(#[from] std::io::Error),
}

impl From<FilesError> for crate::error::Error {
    fn from(error: FilesError) -> Self {
        crate::error::Error::internal(error)
    }
}

/// Where a bucket is, and the keys to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3 {
    /// Its name.
    pub bucket: String,
    /// The address of the server; none for Amazon's own.
    pub endpoint: Option<String>,
    /// Its region; many servers take any.
    pub region: String,
    /// Name of the key.
    pub access_key: String,
    /// The key.
    pub secret_key: String,
}

/// A file in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInfo {
    /// The name within its area.
    pub name: String,
    /// The size in bytes.
    pub size: u64,
}

/// A file as a stream of pieces.
pub struct FileStream {
    /// The size in bytes.
    pub size: u64,
    /// The pieces.
    pub pieces: BoxStream<'static, Result<Bytes, FilesError>>,
}

/// The store. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// Files in a folder, which is made if need be, for the program's user only.
    pub fn in_folder(folder: &std::path::Path) -> Result<Self, FilesError> {
        let mut make = std::fs::DirBuilder::new();
        make.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
        make.create(folder)?;
        // fsync: a row in the database that names a file must not survive the file.
        Ok(Files(Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))))
    }

    /// Files in a bucket of S3, or of any store that speaks it.
    ///
    /// # Errors
    /// When the settings do not fit together. Whether the bucket is there, the first file tells.
    #[cfg(feature = "s3")]
    pub fn in_bucket(access: &S3) -> Result<Self, FilesError> {
        // The one TLS stack of the program; the second time it is there already.
        rustls::crypto::ring::default_provider().install_default().ok();
        let mut bucket = object_store::aws::AmazonS3Builder::new()
            .with_bucket_name(&access.bucket)
            .with_region(&access.region)
            .with_access_key_id(&access.access_key)
            .with_secret_access_key(&access.secret_key);
        if let Some(endpoint) = &access.endpoint {
            bucket = bucket.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        Ok(Files(Arc::new(bucket.build()?)))
    }

    /// Files in any store of `object_store` (S3, Azure, memory).
    pub fn in_store(store: Arc<dyn ObjectStore>) -> Self {
        Files(store)
    }

    /// Writes a file, whole or not at all; one of this name is replaced.
    pub async fn put(&self, area: Area, name: &str, content: Bytes) -> Result<(), FilesError> {
        self.0.put(&path(area, name)?, content.into()).await?;
        Ok(())
    }

    /// Writes a public file under a name made from its content and gives that name, e.g. `3f/3fa9….jpg`.
    pub async fn put_public(&self, content: Bytes, ending: &str) -> Result<String, FilesError> {
        let name = content_name(&content, ending);
        self.put(Area::Public, &name, content).await?;
        Ok(name)
    }

    /// The whole content; `None` when there is no such file.
    pub async fn get(&self, area: Area, name: &str) -> Result<Option<Bytes>, FilesError> {
        match self.0.get(&path(area, name)?).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The content in pieces, for large files; `None` when there is no such file.
    pub async fn stream(&self, area: Area, name: &str) -> Result<Option<FileStream>, FilesError> {
        match self.0.get(&path(area, name)?).await {
            Ok(found) => {
                let size = found.meta.size;
                Ok(Some(FileStream { size, pieces: found.into_stream().map_err(FilesError::from).boxed() }))
            }
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes a file; one that is not there is fine.
    pub async fn delete(&self, area: Area, name: &str) -> Result<(), FilesError> {
        match self.0.delete(&path(area, name)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// All files in a folder of an area and below it (`""` for all), sorted by name.
    pub async fn list(&self, area: Area, folder: &str) -> Result<Vec<FileInfo>, FilesError> {
        let root = if folder.is_empty() { StorePath::from(area.name()) } else { path(area, folder)? };
        let mut files: Vec<FileInfo> = self
            .0
            .list(Some(&root))
            .map_ok(|about| FileInfo {
                name: about.location.as_ref().split_once('/').map(|(_, name)| name.to_owned()).unwrap_or_default(),
                size: about.size,
            })
            .try_collect()
            .await?;
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(files)
    }
}

/// The name that belongs to a content: 128 bits of its SHA-256 under a folder of two letters.
pub fn content_name(content: &[u8], ending: &str) -> String {
    let hash = HEXLOWER.encode(&Sha256::digest(content));
    let (name, _) = hash.split_at(32);
    let (folder, _) = name.split_at(2);
    format!("{folder}/{name}.{ending}")
}

/// The place of a name, if it is one: parts of a–z, A–Z, digits, `-`, `_` and `.`, none beginning with a point.
fn path(area: Area, name: &str) -> Result<StorePath, FilesError> {
    let sound = (1..=200).contains(&name.len())
        && name.split('/').all(|part| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        });
    if !sound {
        return Err(FilesError::Name(name.chars().take(200).collect()));
    }
    StorePath::parse(format!("{}/{name}", area.name())).map_err(|_| FilesError::Name(name.to_owned()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn files_come_back_and_go() {
        let dir = tempfile::tempdir().unwrap();
        let files = Files::in_folder(&dir.path().join("files")).unwrap();
        files.put(Area::Private, "share/round-7", Bytes::from_static(b"K")).await.unwrap();
        assert_eq!(files.get(Area::Private, "share/round-7").await.unwrap().unwrap(), "K");
        assert_eq!(files.get(Area::Public, "share/round-7").await.unwrap(), None);
        let streamed = files.stream(Area::Private, "share/round-7").await.unwrap().unwrap();
        assert_eq!(streamed.size, 1);
        assert_eq!(streamed.pieces.try_collect::<Vec<_>>().await.unwrap(), [Bytes::from_static(b"K")]);
        files.put(Area::Private, "share/round-7", Bytes::from_static(b"new")).await.unwrap();
        let listed = files.list(Area::Private, "share").await.unwrap();
        assert_eq!(listed, [FileInfo { name: "share/round-7".into(), size: 3 }]);
        assert_eq!(files.list(Area::Private, "").await.unwrap(), listed);
        files.delete(Area::Private, "share/round-7").await.unwrap();
        files.delete(Area::Private, "share/round-7").await.unwrap();
        assert_eq!(files.get(Area::Private, "share/round-7").await.unwrap(), None);
    }

    #[tokio::test]
    async fn public_names_are_made_from_the_content() {
        let dir = tempfile::tempdir().unwrap();
        let files = Files::in_folder(dir.path()).unwrap();
        let name = files.put_public(Bytes::from_static(b"abc"), "jpg").await.unwrap();
        assert_eq!(name, "ba/ba7816bf8f01cfea414140de5dae2223.jpg");
        assert_eq!(files.put_public(Bytes::from_static(b"abc"), "jpg").await.unwrap(), name);
        assert_eq!(files.get(Area::Public, &name).await.unwrap().unwrap(), "abc");
    }

    #[tokio::test]
    async fn no_name_leads_out() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("secret"), "x").unwrap();
        let files = Files::in_folder(&dir.path().join("files")).unwrap();
        for name in [
            "",
            "..",
            "../secret",
            "../../secret",
            "a/../../../secret",
            "/etc/passwd",
            "a//b",
            "a/",
            ".hidden",
            "a\\..\\b",
            "%2e%2e/secret",
            "a\0",
            "é",
            "<svg onload=x>.png",
            "a b",
            &"a".repeat(201),
        ] {
            assert!(matches!(files.get(Area::Public, name).await, Err(FilesError::Name(_))), "{name:?}");
            let written = files.put(Area::Public, name, Bytes::new()).await;
            assert!(matches!(written, Err(FilesError::Name(_))), "{name:?}");
        }
    }
}
