//! What review takes out of the count: addresses, and whole batches of codes.

use crate::support::{HOST, Town, refused, rules};
use civic::permission::Role;
use http::Method;
use platform::i18n::Lang;
use platform::web::security::Client;
use serde_json::json;
use uuid::Uuid;
use voting::model::{CodeStatus, Voter};
use voting::service::{codes, identify, round, seal, void};

/// Somebody who identified with a code from a mail.
async fn by_mail(town: &Town, round: Uuid, email: &str) -> Voter {
    let (view, t) = (town.view(round).await, town.app.texts.lang(Lang::Nl));
    identify::send_email_code(&town.voting, &view, Client::default(), &t, "Gemeente", email).await.unwrap();
    town.run_jobs().await;
    let mail = town.mails().into_iter().rev().find(|mail| mail.contains(email)).unwrap();
    let code = mail.lines().map(str::trim).find(|line| line.len() == 6 && line.parse::<u32>().is_ok()).unwrap();
    identify::by_email_code(&town.voting, &view, email, code).await.unwrap()
}

both! {
    async fn an_address_is_excluded_with_its_vote_and_the_log_names_neither(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let mut reviewed = rules(1, None, None);
        reviewed.electorate.email = true;
        reviewed.review_days = 1;
        let round = town.open(reviewed, &[100, 200]).await;
        let one = by_mail(&town, round, "een@voorbeeld.nl").await;
        let two = by_mail(&town, round, "twee@voorbeeld.nl").await;
        town.vote(round, &one, &[1]).await.unwrap();
        town.vote(round, &two, &[2]).await.unwrap();
        let code = town.codes(round, 1).await.remove(0);
        town.vote_with(round, &code, &[2]).await.unwrap();
        let exclude = |email: &'static str, reason: &'static str| void::void_email(v, actor, round, email, reason.into());
        assert_eq!(refused(exclude("een@voorbeeld.nl", " ").await), "refusal-missing");
        assert_eq!(refused(exclude("niemand@voorbeeld.nl", "x").await), "refusal-unknown-voter-address");
        assert!(exclude("geen adres", "x").await.is_err());
        town.close(round).await;
        exclude(" EEN@voorbeeld.nl", "Wegwerpadres.").await.unwrap();
        assert_eq!(refused(exclude("een@voorbeeld.nl", "nog eens").await), "refusal-voter-address-void");
        assert_eq!(town.number("SELECT COUNT(*) FROM log_entry WHERE kind = 'log-email-void' AND public = 0").await, 1);
        for secret in ["voorbeeld.nl", "[1]"] {
            let count: &'static str = Box::leak(format!(
                "SELECT COUNT(*) FROM log_entry WHERE kind = 'log-email-void' AND facts LIKE '%{secret}%'").into_boxed_str());
            assert_eq!(town.number(count).await, 0, "{secret}");
        }
        town.pass(2 * 24 * 3600);
        round::end_review(v, actor, round, "Eén adres.".into()).await.unwrap();
        seal::seal(v, actor, round).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed").await, 2);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed WHERE choices = '[1]'").await, 0);
        assert_eq!(town.number("SELECT voided FROM voting_round").await, 1);
        assert_eq!(refused(exclude("twee@voorbeeld.nl", "te laat").await), "refusal-round-state");
    }

    async fn who_was_excluded_while_the_vote_is_open_hands_in_nothing(town: Town) {
        let mut by_email = rules(1, None, None);
        by_email.electorate = voting::rules::Electorate { codes: false, email: true };
        let round = town.open(by_email, &[100, 200]).await;
        let voter = by_mail(&town, round, "een@voorbeeld.nl").await;
        let path = format!("/staff/projects/buurtbudget/rounds/{round}/codes");
        let mut staff = town.signed_in(HOST, town.actor.organisation, Role::Admin).await;
        assert!(staff.get(&path).await.text.contains(&format!("{path}/address")));
        let sent = staff.post(&format!("{path}/address"), &[("email", "een@voorbeeld.nl"), ("reason", "")]).await;
        assert_eq!(sent.status, 422);
        assert!(sent.text.contains("value=\"een@voorbeeld.nl\""), "what was typed stays: {}", sent.text);
        let sent = staff.post(&format!("{path}/address"), &[("email", "een@voorbeeld.nl"), ("reason", "Wegwerpadres.")]).await;
        assert!(sent.status == 200 && sent.text.contains("Het mailadres is uitgesloten."), "{}", sent.text);
        assert_eq!(refused(town.vote(round, &voter, &[1]).await), "refusal-entitlement-void");
        let mut helper = town.signed_in(HOST, town.actor.organisation, Role::Viewer).await;
        let no = helper.post(&format!("{path}/address"), &[("email", "een@voorbeeld.nl"), ("reason", "x")]).await;
        assert_eq!(no.status, 403);
    }

    async fn a_lost_pallet_is_void_and_nothing_else(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        let batch = |name: &str, count| codes::NewBatch { name: name.into(), count, test: false, area: None };
        let lost = codes::make_batch(v, actor, round, batch("Pallet 1", 60)).await.unwrap();
        let kept = codes::make_batch(v, actor, round, batch("Pallet 2", 3)).await.unwrap();
        let stolen = codes::batch_codes(v, actor, round, lost).await.unwrap();
        let good = codes::batch_codes(v, actor, round, kept).await.unwrap();
        town.vote_with(round, &stolen[0], &[1]).await.unwrap();
        let cookie = town.voter(round, &stolen[1]).await.unwrap();
        town.vote_with(round, &good[0], &[2]).await.unwrap();
        let new = codes::replace_code(v, actor, round, &stolen[2], "brief kwijt".into()).await.unwrap();
        assert_eq!(refused(void::void_batch(v, actor, round, lost, String::new()).await), "refusal-missing");
        assert_eq!(void::void_batch(v, actor, round, lost, "De pallet is gestolen.".into()).await.unwrap(), 59);
        assert_eq!(refused(void::void_batch(v, actor, round, lost, "nog eens".into()).await), "refusal-batch-void");
        for code in &stolen {
            assert_eq!(codes::help(v, actor, round, code).await.unwrap(), CodeStatus::Void);
        }
        assert_eq!(refused(town.voter(round, &stolen[5]).await), "refusal-wrong-voting-code");
        assert_eq!(refused(town.vote(round, &cookie, &[2]).await), "refusal-entitlement-void");
        assert_eq!(refused(codes::batch_codes(v, actor, round, lost).await), "refusal-batch-file-gone");
        town.vote_with(round, &new, &[2]).await.unwrap();
        town.vote_with(round, &good[1], &[2]).await.unwrap();
        let listed = codes::batches(v, actor, round).await.unwrap();
        assert_eq!(listed.iter().map(|batch| batch.voided.is_some()).collect::<Vec<_>>(), [true, false]);
        assert_eq!(town.number("SELECT COUNT(*) FROM log_entry WHERE kind = 'log-batch-void'").await, 1);
        town.close(round).await;
        seal::seal(v, actor, round).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed WHERE choices = '[2]'").await, 3);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed").await, 3);
        assert_eq!(town.number("SELECT voided FROM voting_round").await, 1);
        assert_eq!(refused(void::void_batch(v, actor, round, kept, "te laat".into()).await), "refusal-round-state");
    }

    async fn staff_and_clients_of_the_api_make_batches_void(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = town.open(rules(1, None, None), &[100]).await;
        let batch = |name: &str| codes::NewBatch { name: name.into(), count: 2, test: false, area: None };
        let one = codes::make_batch(v, actor, round, batch("Een")).await.unwrap();
        let two = codes::make_batch(v, actor, round, batch("Twee")).await.unwrap();
        let path = format!("/staff/projects/buurtbudget/rounds/{round}/codes");
        let mut staff = town.signed_in(HOST, actor.organisation, Role::Admin).await;
        assert!(staff.get(&path).await.text.contains(&format!("{path}/{one}/void")));
        let asked = staff.get(&format!("{path}/{one}/void")).await;
        assert!(asked.text.contains("De 2 codes van partij ‘Een’ werken daarna niet meer."), "{}", asked.text);
        assert_eq!(staff.post(&format!("{path}/{one}/void"), &[("reason", "")]).await.status, 422);
        assert_eq!(staff.post(&format!("{path}/{one}/void"), &[("reason", "Kwijt.")]).await.status, 303);
        let listed = staff.get(&path).await.text;
        assert!(listed.contains("Ongeldig sinds") && !listed.contains(&format!("{path}/{one}/void")), "{listed}");
        let voids = format!("/api/v1/rounds/{round}/voids");
        for body in [json!({ "reason": "x" }), json!({ "code": "x", "batch": two.to_string(), "reason": "x" })] {
            assert_eq!(staff.json(Method::POST, &voids, &body).await.status, 400, "{body}");
        }
        let body = json!({ "batch": two.to_string(), "reason": "Kwijt." });
        assert_eq!(staff.json(Method::POST, &voids, &body).await.status, 204);
        assert_eq!(staff.json(Method::POST, &voids, &body).await.status, 409);
        let unknown = json!({ "email": "niemand@voorbeeld.nl", "reason": "x" });
        assert_eq!(staff.json(Method::POST, &voids, &unknown).await.status, 404);
        assert_eq!(town.number("SELECT COUNT(*) FROM entitlement WHERE void = 1").await, 4);
    }
}
