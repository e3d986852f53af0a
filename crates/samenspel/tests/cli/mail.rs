//! A mail of the program, taken by a small mail server.

use crate::made::{BIN, import};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use testkit::{Kind, Place};

/// A mail as the server took it.
#[derive(Debug)]
struct Taken {
    from: String,
    to: String,
    content: String,
}

/// A mail server on a free port that takes every mail; answers its address and what it takes.
fn mail_server() -> (String, Receiver<Taken>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (taken, mails) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let taken = taken.clone();
            // It ends when the program hangs up.
            std::thread::spawn(move || talk(stream.unwrap(), &taken));
        }
    });
    (format!("smtp://{address}"), mails)
}

/// RFC 5321, as far as the program speaks it.
fn talk(stream: TcpStream, taken: &Sender<Taken>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let mut out = stream;
    let (mut from, mut to) = (String::new(), String::new());
    out.write_all(b"220 sink.example ESMTP\r\n")?;
    while let Some(line) = lines.next() {
        let line = line?;
        let word = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let inner = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        match word.as_str() {
            "MAIL" => from = inner,
            "RCPT" => to = inner,
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                let mut content = String::new();
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    content.push_str(line.strip_prefix('.').unwrap_or(&line));
                    content.push('\n');
                }
                let mail = Taken { from: from.clone(), to: to.clone(), content };
                taken.send(mail).map_err(std::io::Error::other)?;
            }
            "QUIT" => return out.write_all(b"221 bye\r\n"),
            _ => {}
        }
        out.write_all(b"250 fine\r\n")?;
    }
    Ok(())
}

async fn a_link_comes_by_mail(kind: Kind) {
    let (url, mails) = mail_server();
    let mut place = Place::new(BIN, kind).await;
    place.set("SAMENSPEL_SMTP_URL", &url);
    place.set("SAMENSPEL_MAIL_FROM", "meedoen@voorbeeldstad.example");
    import(&place, "buurt", 1);
    let server = place.serve();
    let _known = server.operator(&place);
    let mut visitor = server.visitor();
    let asked = visitor.post("/sign-in", &[("email", "beheer@voorbeeldstad.example")]);
    assert!(matches!(asked.status, 200 | 303), "{}", asked.text);
    let mail = mails.recv_timeout(Duration::from_secs(60)).expect("a mail within a minute");
    assert_eq!(
        (mail.from.as_str(), mail.to.as_str()),
        ("meedoen@voorbeeldstad.example", "beheer@voorbeeldstad.example")
    );
    for part in ["From: ", "To: beheer@voorbeeldstad.example", "Subject: ", "http://localhost"] {
        assert!(mail.content.contains(part), "{part} is not in {}", mail.content);
    }
    assert!(!place.folder().join("mail").exists(), "no folder of mails beside a server");
    // Whom nobody knows gets nothing.
    visitor.post("/sign-in", &[("email", "niemand@voorbeeldstad.example")]);
    assert!(mails.recv_timeout(Duration::from_secs(2)).is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_comes_by_mail_on_sqlite() {
    a_link_comes_by_mail(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_comes_by_mail_on_postgres() {
    a_link_comes_by_mail(Kind::Postgres).await;
}
