//! Heads at a second place: a file and an address, by a job that tries again.

use crate::support::{Town, rules};
use proof::package::HeadLine;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use voting::service::log::heads::HeadsTo;
use voting::service::log::keys;
use voting::service::round;

/// A place that takes JSON by POST, the first time with an error.
async fn place() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/heads", listener.local_addr().unwrap());
    let taken = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&taken);
    tokio::spawn(async move {
        let mut first = true;
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut text = Vec::new();
            let mut piece = [0; 4_096];
            while let Ok(read @ 1..) = stream.read(&mut piece).await {
                text.extend_from_slice(&piece[..read]);
                let whole = String::from_utf8_lossy(&text).into_owned();
                if let Some((head, body)) = whole.split_once("\r\n\r\n") {
                    let length = head
                        .lines()
                        .find_map(|line| line.to_lowercase().strip_prefix("content-length:").map(str::to_owned));
                    let length = length.and_then(|length| length.trim().parse::<usize>().ok()).unwrap_or(0);
                    if body.len() >= length {
                        break;
                    }
                }
            }
            let status = if first { "503 Service Unavailable" } else { "204 No Content" };
            if !first {
                let text = String::from_utf8(text).unwrap();
                keep.lock().unwrap().push(text.split_once("\r\n\r\n").unwrap().1.to_owned());
            }
            first = false;
            let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.ok();
        }
    });
    (address, taken)
}

both! {
    async fn each_head_is_kept_elsewhere(town: Town) {
        let (url, taken) = place().await;
        let file = town.folder().join("heads.jsonl");
        let node = town.node_sending(HeadsTo { file: Some(file.clone()), url: Some(url) });
        let round = town.draft(rules(1, None, None), &[10]).await;
        round::open(&node.voting, &town.actor, round).await.unwrap();
        let closes = town.view(round).await.round.closes_at + jiff::SignedDuration::from_hours(1);
        round::prolong(&node.voting, &town.actor, round, closes, "Storing".into()).await.unwrap();
        // The place is away the first time; the job comes again.
        for _ in 0..6 {
            while node.runner.run_due().await.unwrap() > 0 {}
            town.pass(60);
        }
        let (_, heads) = crate::log::log(&town, round).await;
        assert_eq!(heads.len(), 2);
        let key = keys::published(&town.voting, town.actor.organisation).await.unwrap()[0].key.clone();
        let read = |text: &str| serde_json::from_str::<HeadLine>(text).unwrap().signed(round).unwrap();
        let mut sent: Vec<u64> = taken.lock().unwrap().iter().map(|text| read(text)).map(|head| {
            assert!(key.verify_head(&head));
            head.head.size
        }).collect();
        sent.sort_unstable();
        assert_eq!(sent, [1, 2]);
        let lines = std::fs::read_to_string(&file).unwrap();
        let mut kept: Vec<u64> = lines.lines().map(|line| read(line).head.size).collect();
        kept.sort_unstable();
        kept.dedup();
        assert_eq!(kept, [1, 2]);
        assert_eq!(town.number("SELECT COUNT(*) FROM job WHERE kind = 'voting-head'").await, 0);
    }

    async fn without_a_second_place_nothing_waits_for_one(town: Town) {
        town.open(rules(1, None, None), &[10]).await;
        assert_eq!(town.number("SELECT COUNT(*) FROM job WHERE kind = 'voting-head'").await, 0);
    }
}
