//! A service for addresses that answers what a test says.

use platform::geocode::Geocoder;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A service that gives the same answer to every question, until the test ends; none: it answers with an error.
///
/// # Panics
/// When no port is free.
pub async fn geocoder(answer: Option<Value>) -> Geocoder {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let at = listener.local_addr().expect("an address");
    let (status, body) = match answer {
        Some(answer) => ("200 OK", answer.to_string()),
        None => ("500 Internal Server Error", "kapot".to_owned()),
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = vec![0; 4_000];
            if stream.read(&mut asked).await.is_ok_and(|read| read > 0) {
                stream.write_all(format!("{head}{body}").as_bytes()).await.ok();
            }
        }
    });
    Geocoder::new(&format!("http://{at}/search?q={{text}}")).expect("an address with a hole")
}
