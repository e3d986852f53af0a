//! A town with an open vote, made by the program itself.

use civic::Actor;
use civic::service::{OrganisationTexts, save_picture, update_organisation};
use samenspel::program::{Ground, Program};
use serde_json::json;
use testkit::{Answer, Kind, Place, Visitor};

/// The program.
pub const BIN: &str = env!("CARGO_BIN_EXE_samenspel");

/// Four plans for € 300 together at most, of which a ballot names two at least; the first of a ballot's plans is Bomen.
pub fn election(ballots: usize) -> String {
    let mut text = format!(
        "META\nkey;value\ndescription;Buurtbudget\ncountry;Nederland\nunit;Voorbeeldstad\ninstance;1\nnum_projects;4\n\
         num_votes;{ballots}\nbudget;300\nvote_type;approval\nrule;greedy\ndate_begin;2027\ndate_end;2027\nmin_length;2\n\
         max_sum_cost;300\nPROJECTS\nproject_id;cost;votes;name\np1;100;{ballots};Bomen\np2;150;{ballots};Bank\n\
         p3;200;0;Brug\np4;250;0;Beeld\nVOTES\nvoter_id;vote\n"
    );
    for voter in 0..ballots {
        text.push_str(&format!("{voter};p1,p2\n"));
    }
    text
}

/// What was made.
pub struct Made {
    /// Where.
    pub place: Place,
    /// The open round.
    pub round: String,
    /// Its codes, none used.
    pub codes: Vec<String>,
    /// The name of the organisation's picture in the store.
    pub picture: String,
}

impl Made {
    /// A town with a picture and an open round with this many codes.
    pub async fn new(kind: Kind, codes: usize) -> Made {
        let place = Place::new(BIN, kind).await;
        let (round, codes) = import(&place, "buurt", codes);
        let program = program_at(&place).await;
        let organisation = program.app.organisation("localhost", None).await.unwrap().unwrap();
        let actor = Actor::system(organisation.id);
        let content = samenspel::demo::content::picture("37815.webp").unwrap();
        let picture = save_picture(&program.app, &actor, None, content.into()).await.unwrap();
        let texts = OrganisationTexts {
            name: "Gemeente Voorbeeldstad".into(),
            contact_email: "info@example.org".into(),
            picture: Some(picture.clone()),
            ..OrganisationTexts::default()
        };
        update_organisation(&program.app, &actor, None, texts, Vec::new()).await.unwrap();
        Made { place, round, codes, picture }
    }
}

/// Imports an election with its own project and opens it; answers the round and its codes.
pub fn import(place: &Place, project: &str, ballots: usize) -> (String, Vec<String>) {
    let (file, codes) = (place.folder().join(format!("{project}.pb")), place.folder().join(format!("{project}.txt")));
    std::fs::write(&file, election(ballots)).unwrap();
    let (file, kept) = (file.display().to_string(), codes.display().to_string());
    let args = ["pabulib", "import", &file, "--project", project, "--open", "--codes", &kept, "--closes-in", "3600"];
    let done = place.run(&[&args[..], &["--json"]].concat()).json();
    assert_eq!(done["codes"], json!(ballots), "{done}");
    let codes: Vec<String> = std::fs::read_to_string(&codes).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(codes.len(), ballots);
    (done["round"].as_str().unwrap().to_owned(), codes)
}

/// The program in the test's own process, on the same folder and database.
pub async fn program_at(place: &Place) -> Program {
    samenspel::serve::start(&place.settings()).await.unwrap()
}

/// The same with a clock of the test.
pub fn program_with(place: &Place, clock: &platform::clock::Clock) -> Program {
    let ground = Ground::from_settings(&place.settings()).unwrap();
    Program::build(Ground { clock: clock.clone(), ..ground }).unwrap()
}

/// One voter's way over the API: shows the code, hands in these plans; answers what came back of the last.
pub fn vote(visitor: &mut Visitor, round: &str, code: &str, choices: &[u32]) -> std::io::Result<Answer> {
    let shown = visitor.try_json(&format!("/api/v1/rounds/{round}/sessions"), &json!({ "code": code }))?;
    if shown.status != 201 {
        return Ok(shown);
    }
    visitor.try_json(&format!("/api/v1/rounds/{round}/ballot"), &json!({ "choices": choices }))
}

/// How many ballots are in rounds that are not sealed.
pub async fn ballots(program: &Program) -> usize {
    static COUNT: platform::db::Sql = platform::db::Sql::new("COUNT", "SELECT COUNT(*) FROM ballot_open");
    let count = program.app.db.read(|reader| reader.one(&COUNT, platform::params![], |row| row.get::<i64>(0)));
    usize::try_from(count.await.unwrap()).unwrap()
}
