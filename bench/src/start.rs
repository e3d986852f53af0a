//! How long a start takes on an existing database, and how much memory it needs.

use crate::Database;
use crate::read::made_up;
use crate::server::Town;
use anyhow::Result;
use serde::Serialize;

/// `bench start`
#[derive(clap::Args)]
pub struct Start {
    /// Which database
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Database,
    /// How many plans, each measured
    #[arg(long, value_delimiter = ',', default_value = "0,1000,100000")]
    plans: Vec<usize>,
}

#[derive(Serialize)]
struct Row {
    database: Database,
    plans: usize,
    start_ms: f64,
    rss_mib: f64,
}

impl Start {
    /// Measures and reports: the median of five starts.
    pub async fn run(self, json: bool) -> Result<()> {
        let mut rows = Vec::new();
        for plans in self.plans {
            let town = Town::new(self.database)?;
            if plans == 0 {
                town.run(&["migrate"])?;
            } else {
                eprintln!("importing {plans} plans …");
                let file = town.folder.path().join("plans.pb");
                std::fs::write(&file, made_up(plans))?;
                let file = file.display().to_string();
                town.run(&["pabulib", "import", &file, "--project", "veel", "--plans-only"])?;
            }
            let mut starts = Vec::new();
            let mut memory = 0.0;
            for _ in 0..5 {
                let server = town.serve().await?;
                starts.push(server.started_in.as_secs_f64() * 1000.0);
                memory = server.memory()?;
                server.kill()?;
            }
            starts.sort_by(f64::total_cmp);
            let start_ms = starts.get(starts.len() / 2).copied().unwrap_or(f64::NAN);
            rows.push(Row { database: self.database, plans, start_ms, rss_mib: memory });
        }
        if json {
            println!("{}", serde_json::to_string(&rows)?);
        } else {
            for row in rows {
                println!("{:>7} plans: start {:>6.0} ms, {:>5.1} MiB", row.plans, row.start_ms, row.rss_mib);
            }
        }
        Ok(())
    }
}
