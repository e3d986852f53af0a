//! Looks for malware in files that people send, where the operator has a scanner: clamd, by its `INSTREAM` over TCP.

use crate::error::Reason;
use bytes::Bytes;
use http::StatusCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// How long one file may take.
const LONGEST: Duration = Duration::from_secs(30);
/// How much is sent at a time, in bytes.
const PIECE: usize = 64 * 1024;
/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: u64 = 4_096;

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanRefusal {
    /// The scanner knows something in it.
    Malware,
    /// The scanner does not answer: nothing is taken that was not looked at.
    Away,
}

impl Reason for ScanRefusal {
    fn key(&self) -> &'static str {
        match self {
            ScanRefusal::Malware => "refusal-file-malware",
            ScanRefusal::Away => "refusal-file-scanner-away",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            ScanRefusal::Malware => StatusCode::UNPROCESSABLE_ENTITY,
            ScanRefusal::Away => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// A scanner. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Scanner(Arc<str>);

impl Scanner {
    /// A clamd that listens at an address, `127.0.0.1:3310`.
    #[must_use]
    pub fn clamd(address: &str) -> Self {
        Scanner(address.into())
    }

    /// Looks at a file.
    ///
    /// # Errors
    /// [`ScanRefusal`]; what the scanner said goes to the log.
    pub async fn check(&self, file: &Bytes) -> Result<(), ScanRefusal> {
        let answer = match tokio::time::timeout(LONGEST, self.ask(file)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => {
                tracing::error!(%error, scanner = %self.0, "the malware scanner is away");
                return Err(ScanRefusal::Away);
            }
            Err(_) => {
                tracing::error!(scanner = %self.0, "the malware scanner takes too long");
                return Err(ScanRefusal::Away);
            }
        };
        if answer.ends_with(" FOUND") {
            tracing::warn!(answer, "a file with malware was refused");
            return Err(ScanRefusal::Malware);
        }
        if answer.ends_with(": OK") {
            return Ok(());
        }
        tracing::error!(answer, scanner = %self.0, "the malware scanner did not look");
        Err(ScanRefusal::Away)
    }

    /// `zINSTREAM`, then each piece with its length before it, then a length of nothing.
    async fn ask(&self, file: &[u8]) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(&*self.0).await?;
        stream.write_all(b"zINSTREAM\0").await?;
        for piece in file.chunks(PIECE) {
            let length = u32::try_from(piece.len()).map_err(std::io::Error::other)?;
            stream.write_all(&length.to_be_bytes()).await?;
            stream.write_all(piece).await?;
        }
        stream.write_all(&[0; 4]).await?;
        let mut answer = Vec::new();
        stream.take(LONGEST_ANSWER).read_to_end(&mut answer).await?;
        Ok(String::from_utf8_lossy(&answer).trim_end_matches('\0').trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    /// Speaks the protocol: reads one file and answers by what is in it.
    async fn clamd() -> (Scanner, tokio::task::JoinHandle<Vec<u8>>) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let scanner = Scanner::clamd(&listener.local_addr().unwrap().to_string());
        let served = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut command = [0; 10];
            stream.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut file = Vec::new();
            loop {
                let length = stream.read_u32().await.unwrap() as usize;
                if length == 0 {
                    break;
                }
                let from = file.len();
                file.resize(from + length, 0);
                stream.read_exact(&mut file[from..]).await.unwrap();
            }
            let has = |what: &[u8]| file.windows(what.len()).any(|some| some == what);
            let answer: &[u8] = match () {
                () if has(b"EICAR") => b"stream: Eicar-Test-Signature FOUND\0",
                () if has(b"long") => b"INSTREAM size limit exceeded. ERROR\0",
                () => b"stream: OK\0",
            };
            stream.write_all(answer).await.unwrap();
            file
        });
        (scanner, served)
    }

    #[tokio::test]
    async fn a_scanner_says_what_it_finds() {
        for (file, said) in [
            (vec![7; 200_000], Ok(())),
            (b"X5O!P%@AP EICAR".to_vec(), Err(ScanRefusal::Malware)),
            (b"too long".to_vec(), Err(ScanRefusal::Away)),
            (Vec::new(), Ok(())),
        ] {
            let (scanner, served) = clamd().await;
            assert_eq!(scanner.check(&file.clone().into()).await, said);
            assert_eq!(served.await.unwrap(), file, "all of it was sent");
        }
    }

    #[tokio::test]
    async fn without_an_answer_nothing_is_taken() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        drop(listener);
        let scanned = Scanner::clamd(&address).check(&Bytes::from_static(b"x")).await;
        assert_eq!(scanned, Err(ScanRefusal::Away));
    }
}
