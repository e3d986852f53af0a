//! Numbers, dates and lists as each language writes them.

use super::Lang;
use crate::clock::local;
use jiff::Timestamp;
use jiff::civil::Date;

const MONTHS_NL: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_NL: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WORDS_NL: [&str; 13] =
    ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
const WORDS_EN: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The sign between groups of three digits and the decimal sign.
fn signs(lang: Lang) -> (char, char) {
    match lang {
        Lang::Nl => ('.', ','),
        Lang::En => (',', '.'),
    }
}

/// A number in groups of three: `1.250` in Dutch, `1,250` in English.
pub fn grouped(number: u64, lang: Lang) -> String {
    let (thousands, _) = signs(lang);
    group_digits(&number.to_string(), thousands)
}

fn group_digits(digits: &str, thousands: char) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    text
}

/// A whole number, grouped, with its sign.
pub fn number(number: i64, lang: Lang) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(number.unsigned_abs(), lang))
}

/// A number with so many decimals: `12,5` in Dutch, `12.5` in English.
pub fn decimal(number: f64, decimals: usize, lang: Lang) -> String {
    localise_digits(&format!("{number:.decimals$}"), lang)
}

/// Turns what a machine writes (`-1234.5`) into what the language writes (`-1.234,5`).
pub(super) fn localise_digits(machine: &str, lang: Lang) -> String {
    let (thousands, point) = signs(lang);
    let (sign, digits) = machine.strip_prefix('-').map_or(("", machine), |digits| ("-", digits));
    match digits.split_once('.') {
        Some((whole, part)) => format!("{sign}{}{point}{part}", group_digits(whole, thousands)),
        None => format!("{sign}{}", group_digits(digits, thousands)),
    }
}

/// A number in words up to twelve, in digits above.
pub fn number_in_words(value: i64, lang: Lang) -> String {
    let words = match lang {
        Lang::Nl => &WORDS_NL,
        Lang::En => &WORDS_EN,
    };
    match usize::try_from(value).ok().and_then(|place| words.get(place)) {
        Some(word) => (*word).to_owned(),
        None => number(value, lang),
    }
}

/// A calendar date: `3 maart 2027`, `3 March 2027`.
pub fn date(date: Date, lang: Lang) -> String {
    format!("{} {} {}", date.day(), month(date.month(), lang), date.year())
}

/// A calendar date with its day of the week: `woensdag 3 maart 2027`, `Wednesday 3 March 2027`.
pub fn weekday_date(day: Date, lang: Lang) -> String {
    let names = if lang == Lang::Nl { &DAYS_NL } else { &DAYS_EN };
    let place = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
    format!("{} {}", names.get(place).copied().unwrap_or_default(), date(day, lang))
}

/// The name of a month, 1 to 12.
fn month(number: i8, lang: Lang) -> &'static str {
    let names = if lang == Lang::Nl { &MONTHS_NL } else { &MONTHS_EN };
    usize::try_from(number - 1).ok().and_then(|place| names.get(place)).copied().unwrap_or_default()
}

/// The wall clock in Amsterdam: `12.00 uur`, `12:00`.
pub fn time(at: Timestamp, lang: Lang) -> String {
    let at = local(at);
    match lang {
        Lang::Nl => format!("{}.{:02} uur", at.hour(), at.minute()),
        Lang::En => format!("{:02}:{:02}", at.hour(), at.minute()),
    }
}

/// A moment in Amsterdam: `3 maart 2027, 12.00 uur`, `3 March 2027, 12:00`.
pub fn date_time(at: Timestamp, lang: Lang) -> String {
    format!("{}, {}", date(local(at).date(), lang), time(at, lang))
}

/// Things in a row: `a, b en c`, `a, b and c`.
pub fn list<S: AsRef<str>>(things: &[S], lang: Lang) -> String {
    let and = if lang == Lang::Nl { " en " } else { " and " };
    let mut text = String::new();
    for (place, thing) in things.iter().enumerate() {
        if place > 0 {
            text.push_str(if place + 1 == things.len() { and } else { ", " });
        }
        text.push_str(thing.as_ref());
    }
    text
}

/// The size of a file: `800 bytes`, `12 kB`, `1,5 MB` (thousands, as disks and browsers count).
pub fn bytes(size: u64, lang: Lang) -> String {
    #[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
    let in_units = |unit: u64| size as f64 / unit as f64;
    match size {
        0..1_000 => format!("{size} bytes"),
        1_000..1_000_000 => format!("{} kB", decimal(in_units(1_000), 0, lang)),
        1_000_000..1_000_000_000 => format!("{} MB", decimal(in_units(1_000_000), 1, lang)),
        _ => format!("{} GB", decimal(in_units(1_000_000_000), 1, lang)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(number(1_234_567, Lang::Nl), "1.234.567");
        assert_eq!(number(-999, Lang::En), "-999");
        assert_eq!(number(i64::MIN, Lang::En), "-9,223,372,036,854,775,808");
        assert_eq!(decimal(1234.56, 1, Lang::Nl), "1.234,6");
        assert_eq!(number_in_words(12, Lang::Nl), "twaalf");
        assert_eq!(number_in_words(1, Lang::Nl), "één");
        assert_eq!(number_in_words(13, Lang::En), "13");
        assert_eq!(number_in_words(-1, Lang::En), "-1");
    }

    #[test]
    fn moments_are_told_in_amsterdam_time() {
        let at: Timestamp = "2027-03-03T11:00:00Z".parse().unwrap();
        assert_eq!(date_time(at, Lang::Nl), "3 maart 2027, 12.00 uur");
        assert_eq!(date_time(at, Lang::En), "3 March 2027, 12:00");
        // Nearly midnight in summer: already the next day in Amsterdam.
        let late: Timestamp = "2027-06-30T22:05:00Z".parse().unwrap();
        assert_eq!(date_time(late, Lang::Nl), "1 juli 2027, 0.05 uur");
        assert_eq!(weekday_date(local(late).date(), Lang::Nl), "donderdag 1 juli 2027");
        assert_eq!(weekday_date(local(late).date(), Lang::En), "Thursday 1 July 2027");
    }

    #[test]
    fn lists_end_with_a_word() {
        assert_eq!(list::<&str>(&[], Lang::Nl), "");
        assert_eq!(list(&["a"], Lang::Nl), "a");
        assert_eq!(list(&["a", "b"], Lang::Nl), "a en b");
        assert_eq!(list(&["a", "b", "c"], Lang::En), "a, b and c");
    }

    #[test]
    fn sizes_are_rounded() {
        assert_eq!(bytes(999, Lang::Nl), "999 bytes");
        assert_eq!(bytes(12_400, Lang::Nl), "12 kB");
        assert_eq!(bytes(1_540_000, Lang::Nl), "1,5 MB");
        assert_eq!(bytes(2_000_000_000, Lang::En), "2.0 GB");
    }
}
