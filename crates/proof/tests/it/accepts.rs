//! What nobody changed is found whole.

use crate::made::{checked, plain, round};
use proof::verify::{Asked, Check, Verdict, verify};

#[test]
fn every_round_is_found_whole() {
    let (mut recounted, mut withheld) = (0, 0);
    for seed in 0..150 {
        let made = round(seed);
        let report = checked(&made.zip());
        assert!(report.is_whole(), "{seed}: {:#?}", report.failing().collect::<Vec<_>>());
        assert_eq!(report.is_recounted(), !made.withheld, "{seed}");
        let about = report.about.as_ref().unwrap();
        assert_eq!(about.fingerprint, made.signer().public().fingerprint());
        let open: Vec<Check> = report
            .findings
            .iter()
            .filter(|finding| finding.verdict == Verdict::NotChecked)
            .map(|finding| finding.check)
            .collect();
        if made.withheld {
            assert_eq!(open, [Check::Key, Check::Ballots, Check::Valid, Check::Count], "{seed}");
            assert!(report.of(Check::Count).unwrap().found.nl.starts_with("Niet gedaan"));
            assert!(report.summary().en.contains("not counted again"));
            withheld += 1;
        } else {
            assert_eq!(open, [Check::Key], "{seed}");
            recounted += 1;
        }
    }
    assert!(recounted > 50 && withheld > 5, "{recounted} and {withheld}");
}

#[test]
fn the_right_key_and_saved_heads_hold() {
    for seed in 0..20 {
        let made = round(seed);
        let fingerprint = made.signer().public().fingerprint().to_uppercase();
        let text = made.heads[made.heads.len() / 2].text().into_bytes();
        let files = crate::made::files(&made.zip());
        let asked = Asked {
            key: Some(fingerprint),
            heads: vec![("een.txt".into(), text), ("heads.json".into(), files["heads.json"].clone())],
            receipts: Vec::new(),
        };
        let report = verify(&made.zip(), &asked);
        assert!(report.is_whole(), "{:#?}", report.failing().collect::<Vec<_>>());
        assert_eq!(report.of(Check::Key).unwrap().verdict, Verdict::Holds);
        assert_eq!(report.findings.iter().filter(|finding| finding.check == Check::SavedHead).count(), 2);
    }
}

#[test]
fn other_tools_read_what_is_written() {
    let made = plain(1, 30);
    let bytes = made.zip();
    let mut other = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let ours = crate::made::files(&bytes);
    assert_eq!(other.len(), ours.len());
    for (name, expected) in ours {
        let mut read = Vec::new();
        std::io::Read::read_to_end(&mut other.by_name(&name).unwrap(), &mut read).unwrap();
        assert_eq!(read, expected, "{name}");
    }
}

#[test]
fn what_other_tools_write_is_read() {
    let files = crate::made::files(&plain(2, 30).zip());
    for method in [zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated] {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in &files {
            let options = zip::write::SimpleFileOptions::default().compression_method(method);
            writer.start_file(name, options).unwrap();
            std::io::Write::write_all(&mut writer, bytes).unwrap();
        }
        let report = checked(writer.finish().unwrap().get_ref());
        assert!(report.is_whole() && report.is_recounted());
    }
}

/// A town: 15,000 ballots and those that were replaced. The bound is far above what it takes (a second, without
/// optimisation), so that a slow machine passes and something quadratic does not.
#[test]
fn a_town_is_checked_at_once() {
    let made = plain(5, 15_000);
    let bytes = made.zip();
    let begun = std::time::Instant::now();
    let report = checked(&bytes);
    let took = begun.elapsed();
    assert!(report.is_whole() && report.is_recounted());
    println!("{} ballots, {} lines, {} bytes: {took:?}", made.lines.len(), made.log.len(), bytes.len());
    assert!(took < std::time::Duration::from_secs(5), "{took:?}");
}
