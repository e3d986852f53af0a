//! The scenes of `bench crash`, a few breaks each, side by side: they wait more than they work. The long version is
//! `cargo run --release -p bench -- crash`.

use bench::Databases;
use bench::crash::{Crash, Scene};

async fn play(database: Databases, scenes: &[(Scene, u32)]) {
    let crash = |(scene, rounds): &(Scene, u32)| Crash {
        rounds: *rounds,
        database,
        voters: 16,
        seed: None,
        scenes: vec![*scene],
        program: Some(env!("CARGO_BIN_EXE_samenspel").into()),
        calm: 3,
    };
    let playing: Vec<_> =
        scenes.iter().map(crash).map(|crash| tokio::spawn(async move { crash.reports().await })).collect();
    for reports in playing {
        for report in reports.await.unwrap().unwrap() {
            let Some(figures) = &report.figures else {
                eprintln!("SKIPPED {:?}: it cannot be played here", report.scene);
                continue;
            };
            assert!(figures.wrong.is_empty(), "{report:#?}");
            assert!(report.asked == 0 || report.breaks > 0, "{report:#?}");
            assert!(figures.confirmed > 5 && figures.counted >= figures.confirmed, "{report:#?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn nothing_is_lost_on_sqlite() {
    let scenes = [(Scene::Kill, 3), (Scene::Closing, 1), (Scene::Disk, 10), (Scene::Clock, 10), (Scene::Busy, 1)];
    play(Databases::Sqlite, &scenes).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn nothing_is_lost_on_postgres() {
    let scenes = [(Scene::Kill, 2), (Scene::Nodes, 8), (Scene::Postgres, 10), (Scene::Disk, 10), (Scene::Clock, 10)];
    play(Databases::Postgres, &scenes).await;
}
