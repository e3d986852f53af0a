//! One kept-alive HTTP connection, as a browser has.

use anyhow::{Context, Result};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::net::{TcpSocket, TcpStream};

/// A connection to the server under test.
pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

/// What came back.
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as sent, maybe compressed.
    pub body: Bytes,
}

impl Answer {
    /// The cookies that it sets, as a `Cookie` header.
    pub fn cookies(&self) -> String {
        let set = self.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        set.filter_map(|line| line.split(';').next()).collect::<Vec<_>>().join("; ")
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr, host: &str) -> Result<Self> {
        Self::over(TcpStream::connect(address).await.context("connecting")?, host).await
    }

    /// Connects as another visitor: from an address of the loopback network of its own, so that limits per address are
    /// met as by that many people.
    pub async fn open_as(visitor: u8, address: SocketAddr, host: &str) -> Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket
            .bind(SocketAddr::from(([127, 0, 1, visitor.max(1)], 0)))
            .context("an address of the loopback network")?;
        Self::over(socket.connect(address).await.context("connecting")?, host).await
    }

    async fn over(stream: TcpStream, host: &str) -> Result<Self> {
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await.context("the handshake")?;
        tokio::spawn(async move {
            // It ends with the server; whoever waits for an answer hears so.
            let _ = connection.await;
        });
        Ok(Connection { sender, host: host.to_owned() })
    }

    /// Whether the other side has not ended it, as far as is known.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.sender.is_closed()
    }

    /// Sends a request with these headers and reads the whole answer.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Result<Answer> {
        let mut request = Request::builder().method(method).uri(path).header("host", &self.host);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.sender.ready().await.context("the connection")?;
        let response = self.sender.send_request(request.body(Full::new(body.into()))?).await.context("the request")?;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.context("the answer")?.to_bytes();
        Ok(Answer { status: parts.status, headers: parts.headers, body })
    }

    /// The same, again after a moment as long as the answer is that one should come back (503), for half a minute.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn send_until_served(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Result<Answer> {
        let (body, began) = (body.into(), Instant::now());
        loop {
            let answer = self.send(method.clone(), path, headers, body.clone()).await?;
            if answer.status != StatusCode::SERVICE_UNAVAILABLE || began.elapsed() > Duration::from_secs(30) {
                return Ok(answer);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        self.send(Method::GET, path, headers, Bytes::new()).await
    }
}
