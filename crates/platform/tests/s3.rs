//! Files in a real S3 server (`scripts/s3 start`). A test that needs it and does not find it fails; it does not skip.
#![cfg(feature = "s3")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use bytes::Bytes;
use futures_util::TryStreamExt;
use platform::files::{Area, FileInfo, Files, FilesError, S3};

fn server() -> String {
    std::env::var("SAMENSPEL_TEST_S3")
        .expect("SAMENSPEL_TEST_S3 is not set: start a server with `scripts/s3 start`, or run `scripts/test`")
}

/// A bucket of its own for each test.
async fn bucket(name: &str) -> Files {
    let endpoint = server();
    let url = format!("{endpoint}/{name}");
    tokio::task::spawn_blocking(move || ureq::put(&url).send_empty().expect("a bucket")).await.unwrap();
    let access = S3 {
        bucket: name.to_owned(),
        endpoint: Some(endpoint),
        region: "eu-west-1".into(),
        access_key: "test".into(),
        secret_key: "test".into(),
    };
    Files::in_bucket(&access).unwrap()
}

#[tokio::test]
async fn files_come_back_and_go() {
    let files = bucket("come-and-go").await;
    files.put(Area::Private, "plans/ab/abc-w400.jpg", Bytes::from_static(b"K")).await.unwrap();
    assert_eq!(files.get(Area::Private, "plans/ab/abc-w400.jpg").await.unwrap().unwrap(), "K");
    assert_eq!(files.get(Area::Public, "plans/ab/abc-w400.jpg").await.unwrap(), None);
    files.put(Area::Private, "plans/ab/abc-w400.jpg", Bytes::from_static(b"new")).await.unwrap();
    let listed = files.list(Area::Private, "plans").await.unwrap();
    assert_eq!(listed, [FileInfo { name: "plans/ab/abc-w400.jpg".into(), size: 3 }]);
    files.delete(Area::Private, "plans/ab/abc-w400.jpg").await.unwrap();
    files.delete(Area::Private, "plans/ab/abc-w400.jpg").await.unwrap();
    assert!(files.stream(Area::Private, "plans/ab/abc-w400.jpg").await.unwrap().is_none());
    assert!(matches!(files.get(Area::Public, "../secret").await, Err(FilesError::Name(_))));
}

#[tokio::test]
async fn a_large_file_comes_in_pieces() {
    let files = bucket("large").await;
    let content = Bytes::from(vec![7_u8; 6_000_000]);
    let name = files.put_public(content.clone(), "pdf").await.unwrap();
    let streamed = files.stream(Area::Public, &name).await.unwrap().unwrap();
    assert_eq!(streamed.size, 6_000_000);
    let pieces: Vec<Bytes> = streamed.pieces.try_collect().await.unwrap();
    assert_eq!(pieces.concat(), content);
}

#[tokio::test]
async fn a_bucket_that_is_not_there_is_an_error_and_not_an_empty_store() {
    let access = S3 {
        bucket: "nowhere".into(),
        endpoint: Some(server()),
        region: "eu-west-1".into(),
        access_key: "test".into(),
        secret_key: "test".into(),
    };
    let files = Files::in_bucket(&access).unwrap();
    assert!(files.put(Area::Public, "a.jpg", Bytes::from_static(b"x")).await.is_err());
}
