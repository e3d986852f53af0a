//! What the database refuses by itself: raw SQL around the model, on both databases.

use crate::support::{Town, rules};
use platform::db::DbError;
use voting::service::{candidates, codes, outcome, seal};

/// Runs raw SQL and answers the word with which it was refused; the text of the error on anything else.
async fn refusal(town: &Town, text: &str) -> String {
    match town.raw(text).await {
        Ok(()) => "it went through".into(),
        Err(DbError::Check(word)) => word,
        Err(other) => format!("{other:?}"),
    }
}

async fn refuses(town: &Town, word: &str, text: &str) {
    let answer = refusal(town, text).await;
    assert!(answer.contains(word), "{text}: {answer} instead of {word}");
}

fn bytes(town: &Town, byte: &str) -> String {
    let hex = byte.repeat(32);
    if town.kind == testkit::Kind::Postgres { format!("'\\x{hex}'") } else { format!("x'{hex}'") }
}

fn ballot(town: &Town, token: &str, choices: &str, test: i64) -> String {
    let (token, nonce) = (bytes(town, token), bytes(town, "00"));
    format!(
        "INSERT INTO ballot_open (round_id, token, id, choices, test, channel, assurance, nonce)
         VALUES (1, {token}, 'x', '{choices}', {test}, 'web', 'none', {nonce})"
    )
}

both! {
    async fn ballots_that_break_a_rule(town: Town) {
        let mut limited = rules(2, Some(3), Some(600));
        limited.limits.min_sum = platform::money::Cents(25_000);
        let round = town.open(limited, &[100, 200, 300, 400, 50, 50]).await;
        candidates::strike(&town.voting, &town.actor, round, 5, "weg".into()).await.unwrap();
        for (choices, word) in [
            ("[]", "too_few"),
            ("[1]", "too_few"),
            ("[1,2,3,4]", "too_many"),
            ("[3,4]", "over_sum"),
            ("[1,1]", "bad_choice"),
            ("[1,9]", "bad_choice"),
            ("[1,0]", "bad_choice"),
            ("[1,-2]", "bad_choice"),
            ("[1,2.0]", "bad_choice"),
            ("[1,\"2\"]", "bad_choice"),
            ("[1,null]", "bad_choice"),
            ("[1,[2]]", "bad_choice"),
            ("{\"a\":1,\"b\":2}", "bad_choice"),
            ("1,2", "bad_choice"),
            ("", "bad_choice"),
            ("[1,5]", "struck_plan"),
            ("[1,6]", "under_sum"),
        ] {
            refuses(&town, word, &ballot(&town, "aa", choices, 0)).await;
        }
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 0);
    }

    async fn a_second_ballot_and_changes_around_the_model(town: Town) {
        town.open(rules(1, Some(2), None), &[100, 200, 300]).await;
        town.raw(ballot(&town, "aa", "[1,2]", 0)).await.unwrap();
        let second = town.raw(ballot(&town, "aa", "[3]", 0)).await.unwrap_err();
        assert!(second.is_unique("ballot_open"), "{second:?}");
        refuses(&town, "too_many", "UPDATE ballot_open SET choices = '[1,2,3]'").await;
        refuses(&town, "bad_choice", "UPDATE ballot_open SET choices = '[7]'").await;
        refuses(&town, "frozen", "UPDATE ballot_open SET test = 1").await;
        refuses(&town, "frozen", &format!("UPDATE ballot_open SET token = {}", bytes(&town, "bb"))).await;
        refuses(&town, "ballot_stays", "DELETE FROM ballot_open").await;
        let refused = format!("INSERT INTO ballot_refusal (round_id, token) VALUES (1, {})", bytes(&town, "cc"));
        town.raw(refused).await.unwrap();
        refuses(&town, "entitlement_void", &ballot(&town, "cc", "[1]", 0)).await;
        refuses(&town, "ballot_stays", "DELETE FROM ballot_refusal").await;
    }

    async fn a_round_that_is_not_open_takes_nothing(town: Town) {
        let round = town.draft(rules(1, None, None), &[100]).await;
        refuses(&town, "round_not_open", &ballot(&town, "aa", "[1]", 0)).await;
        town.raw(ballot(&town, "aa", "[1]", 1)).await.unwrap();
        voting::service::round::open(&town.voting, &town.actor, round).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 0, "what was tried out is gone");
        town.raw(ballot(&town, "bb", "[1]", 0)).await.unwrap();
        town.close(round).await;
        refuses(&town, "round_not_open", &ballot(&town, "cc", "[1]", 0)).await;
        refuses(&town, "round_not_open", &ballot(&town, "cc", "[1]", 1)).await;
        refuses(&town, "round_not_open", "UPDATE ballot_open SET choices = '[1]'").await;
        refuses(&town, "ballot_stays", "DELETE FROM ballot_open").await;
        let draft = format!("INSERT INTO draft_open (round_id, key, sealed) VALUES (1, {0}, {0})", bytes(&town, "aa"));
        refuses(&town, "round_not_open", &draft).await;
        let entitlement = format!(
            "INSERT INTO entitlement (round_id, id, kind, hash, test) VALUES (1, 'x', 'code', {}, 0)", bytes(&town, "aa")
        );
        refuses(&town, "round_not_open", &entitlement).await;
    }

    async fn what_is_frozen_stays(town: Town) {
        town.open(rules(1, Some(3), Some(500)), &[100, 200]).await;
        for change in [
            "UPDATE voting_round SET rules = '{}'",
            "UPDATE voting_round SET budget = budget + 1",
            "UPDATE voting_round SET opens_at = opens_at - 1",
            "UPDATE voting_round SET closes_at = closes_at - 1",
            "UPDATE voting_round SET title = 'Anders'",
            "UPDATE voting_round SET min_plans = 0",
            "UPDATE voting_round SET max_plans = NULL",
            "UPDATE voting_round SET min_sum = 1",
            "UPDATE voting_round SET max_sum = NULL",
            "UPDATE voting_round SET blank_allowed = 1",
            "UPDATE voting_round SET uuid = 'x'",
            "UPDATE voting_round SET key_generation = 1",
            "DELETE FROM voting_round",
            "UPDATE candidate SET cost = 1",
            "UPDATE candidate SET title = 'Anders'",
            "UPDATE candidate SET number = number + 10",
            "UPDATE candidate SET theme = 'Anders'",
            "UPDATE candidate SET key = 'x' WHERE number = 1",
            "DELETE FROM candidate",
            "INSERT INTO candidate (round_id, number, key, title, summary, cost, picture_alt, theme_colour, translations)
             VALUES (1, 3, 'k', 'Nieuw', '', 1, '', 0, '{}')",
        ] {
            refuses(&town, "frozen", change).await;
        }
        town.raw("UPDATE voting_round SET closes_at = closes_at + 1").await.unwrap();
        town.raw("UPDATE candidate SET struck_at = 1, strike_reason = 'x' WHERE number = 1").await.unwrap();
        refuses(&town, "frozen", "UPDATE candidate SET struck_at = NULL, strike_reason = NULL WHERE number = 1").await;
    }

    async fn a_life_has_one_order(town: Town) {
        town.draft(rules(1, None, None), &[100]).await;
        let states = ["draft", "open", "closed", "review", "sealed", "counted", "provisional", "decided", "final"];
        for (place, from) in states.iter().enumerate() {
            for (other, to) in states.iter().enumerate() {
                let next = other == place + 1 || (*from, *to) == ("closed", "sealed");
                if other != place && !next {
                    refuses(&town, "round_state", &format!("UPDATE voting_round SET state = '{to}'")).await;
                }
            }
            if let Some(next) = states.get(place + 1) {
                town.raw(format!("UPDATE voting_round SET state = '{next}'")).await.unwrap();
            }
        }
        assert!(town.raw("UPDATE voting_round SET state = 'elsewhere'").await.is_err());
        assert!(town.raw("UPDATE voting_round SET closed_at = closes_at - 1").await.is_err(), "closed before its time");
    }

    async fn what_is_sealed_stays(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        let codes = town.codes(round, 2).await;
        town.vote_with(round, &codes[0], &[1]).await.unwrap();
        refuses(&town, "sealed", "INSERT INTO ballot_sealed (round_id, id, choices, channel, assurance)
            VALUES (1, 'x', '[1]', 'web', 'none')").await;
        town.close(round).await;
        seal::seal(&town.voting, &town.actor, round).await.unwrap();
        refuses(&town, "sealed", "INSERT INTO ballot_sealed (round_id, id, choices, channel, assurance)
            VALUES (1, 'x', '[1]', 'web', 'none')").await;
        refuses(&town, "sealed", "UPDATE ballot_sealed SET choices = '[2]'").await;
        refuses(&town, "sealed", "DELETE FROM ballot_sealed").await;
        refuses(&town, "frozen", "UPDATE entitlement SET used = 1").await;
        refuses(&town, "frozen", "UPDATE candidate SET struck_at = 1, strike_reason = 'x'").await;
        let late = town.raw(ballot(&town, "dd", "[1]", 0)).await;
        assert!(late.is_err(), "no ballot after sealing");
        outcome::count(&town.voting, &town.actor, round).await.unwrap();
    }

    async fn an_entitlement_stays_what_it_was(town: Town) {
        let round = town.open(rules(1, None, None), &[100]).await;
        let code = town.codes(round, 1).await.remove(0);
        refuses(&town, "frozen", "UPDATE entitlement SET test = 1").await;
        refuses(&town, "frozen", "UPDATE entitlement SET id = 'x'").await;
        refuses(&town, "frozen", "UPDATE entitlement SET kind = 'email'").await;
        refuses(&town, "frozen", &format!("UPDATE entitlement SET hash = {}", bytes(&town, "aa"))).await;
        codes::void_code(&town.voting, &town.actor, round, &code, "kwijt".into()).await.unwrap();
        refuses(&town, "frozen", "UPDATE entitlement SET void = 0").await;
        let double = town.raw("INSERT INTO entitlement (round_id, id, kind, hash, test)
            SELECT round_id, 'another', kind, hash, test FROM entitlement").await;
        assert!(double.unwrap_err().is_unique("entitlement"));
    }

    async fn every_statement_can_be_prepared(town: Town) {
        let of_both: Vec<_> = voting::manifest().statements.into_iter().flatten().copied().collect();
        let only = if town.kind == testkit::Kind::Postgres { voting::hot::postgres_statements() } else { Vec::new() };
        assert!(of_both.len() > 40);
        town.app.db.read(move |reader| {
            of_both.into_iter().chain(only).try_for_each(|sql| {
                reader.prepare(sql).map(|_| ()).map_err(|error| DbError::Other(format!("{}: {error}", sql.name())))
            })
        }).await.unwrap();
    }
}
