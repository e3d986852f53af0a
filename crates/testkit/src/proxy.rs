//! A cable between the program and its database that a test can pull and put back.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;

/// The cable.
pub struct Cable {
    /// Where the program connects to.
    pub address: SocketAddr,
    whole: Arc<AtomicBool>,
    pulled: broadcast::Sender<()>,
}

impl Cable {
    /// Leads to this address.
    ///
    /// # Panics
    /// When no port is free.
    pub async fn to(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let whole = Arc::new(AtomicBool::new(true));
        let (pulled, _) = broadcast::channel(1);
        let (flag, cut) = (Arc::clone(&whole), pulled.clone());
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                if flag.load(Ordering::SeqCst) {
                    tokio::spawn(carry(near, target.clone(), cut.subscribe()));
                }
            }
        });
        Cable { address, whole, pulled }
    }

    /// Pulls it: connections break, new ones are refused.
    pub fn pull(&self) {
        self.whole.store(false, Ordering::SeqCst);
        // Nobody connected is no error.
        let _ = self.pulled.send(());
    }

    /// Puts it back.
    pub fn put_back(&self) {
        self.whole.store(true, Ordering::SeqCst);
    }
}

async fn carry(mut near: TcpStream, target: String, mut cut: broadcast::Receiver<()>) {
    let Ok(mut far) = TcpStream::connect(target).await else { return };
    tokio::select! {
        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
        _ = cut.recv() => {}
    }
}
