//! A large round is sealed and counted by a job, as whoever asked for it.

use crate::support::{Town, refused, rules};
use civic::permission::{Role, Roles};
use voting::model::{Long, State};
use voting::service::later::{Done, ask};

both! {
    async fn a_job_seals_and_counts_a_large_round(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = town.open(rules(1, None, None), &[600, 500]).await;
        let codes = town.codes(round, 3).await;
        for code in &codes {
            town.vote_with(round, code, &[1]).await.unwrap();
        }
        assert_eq!(refused(ask(v, actor, round, Long::Seal, 2).await), "refusal-round-state", "it is open");
        town.close(round).await;
        assert_eq!(refused(ask(v, actor, round, Long::Count, 2).await), "refusal-round-state", "it is not sealed");
        assert_eq!(ask(v, actor, round, Long::Seal, 2).await.unwrap(), Done::Later);
        assert_eq!(town.view(round).await.round.pending, Some(Long::Seal));
        let api = town.browser(crate::support::HOST).get(&format!("/api/v1/rounds/{round}")).await;
        assert_eq!((&api.json()["pending"], &api.json()["state"]), (&"seal".into(), &"closed".into()), "{}", api.text);
        assert_eq!(ask(v, actor, round, Long::Seal, 2).await.unwrap(), Done::Later, "asked twice");
        town.run_jobs().await;
        let sealed = town.view(round).await;
        assert_eq!((sealed.round.state, sealed.round.pending), (State::Sealed, None));
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed").await, 3);

        assert_eq!(ask(v, actor, round, Long::Count, 2).await.unwrap(), Done::Later);
        town.run_jobs().await;
        assert_eq!(town.view(round).await.round.state, State::Counted);
        assert_eq!(town.number("SELECT COUNT(*) FROM log_entry WHERE kind = 'log-round-sealed'").await, 1);
        assert_eq!(town.number("SELECT COUNT(*) FROM job WHERE kind = 'voting-long'").await, 0);
    }

    async fn a_small_round_is_sealed_at_once(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = town.open(rules(1, None, None), &[600]).await;
        let code = town.codes(round, 1).await.remove(0);
        town.vote_with(round, &code, &[1]).await.unwrap();
        town.close(round).await;
        assert_eq!(ask(v, actor, round, Long::Seal, 2).await.unwrap(), Done::Now);
        assert_eq!(ask(v, actor, round, Long::Count, 2).await.unwrap(), Done::Now);
        assert_eq!(town.view(round).await.round.state, State::Counted);
    }

    async fn a_rule_that_takes_its_time_is_counted_by_a_job(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let rule = tally::Rule::by_name("maximin").unwrap();
        let round = town.open(voting::rules::RoundRules { rule, ..rules(1, None, None) }, &[600]).await;
        let code = town.codes(round, 1).await.remove(0);
        town.vote_with(round, &code, &[1]).await.unwrap();
        town.close(round).await;
        assert_eq!(ask(v, actor, round, Long::Seal, 2).await.unwrap(), Done::Now);
        assert_eq!(ask(v, actor, round, Long::Count, 2).await.unwrap(), Done::Later);
        town.run_jobs().await;
        assert_eq!(town.view(round).await.round.state, State::Counted);
    }

    /// Rights are those of the moment at which it is done.
    async fn who_lost_the_right_in_the_meantime_changes_nothing(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = town.open(rules(1, None, None), &[600]).await;
        for code in &town.codes(round, 2).await {
            town.vote_with(round, code, &[1]).await.unwrap();
        }
        town.close(round).await;
        let email = "griffier@voorbeeldstad.example";
        civic::service::give_role(&town.app, actor, email.into(), Role::Admin, None).await.unwrap();
        let organisation = actor.organisation;
        let read = town.app.db.read(move |reader| civic::person::by_email(reader, organisation, email));
        let person = read.await.unwrap().unwrap();
        let clerk = civic::Actor {
            organisation,
            person: Some(person.id),
            label: person.label(),
            roles: Roles(vec![(Role::Admin, None)]),
        };
        assert_eq!(ask(v, &clerk, round, Long::Seal, 1).await.unwrap(), Done::Later);
        civic::service::take_role(&town.app, actor, person.uuid, Role::Admin, None).await.unwrap();
        town.run_jobs().await;
        let view = town.view(round).await;
        assert_eq!((view.round.state, view.round.pending), (State::Closed, None), "it can be asked for again");
        civic::service::give_role(&town.app, actor, email.into(), Role::Admin, None).await.unwrap();
        assert_eq!(ask(v, &clerk, round, Long::Seal, 1).await.unwrap(), Done::Later);
        town.run_jobs().await;
        assert_eq!(town.view(round).await.round.state, State::Sealed);
        let admin = "SELECT COUNT(*) FROM log_entry WHERE kind = 'log-round-sealed' AND role = 'admin'";
        assert_eq!(town.number(admin).await, 1, "in the log it is theirs");
    }
}
