//! `solemate trends`: whether it is getting better, as text and tables.

mod document;
mod tables;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::failure::{Exit, Outcome};
use super::here::{Here, tell_damage};
use crate::domain::body::Side;
use crate::domain::time::FIRST_YEAR;
use crate::domain::trend::words::{PATIENCE, Telling, in_rows, wrap};
use crate::domain::trend::{Around, Diary, Dose, Measure, Range, Rated, Series, Trend, by_technique};
use crate::domain::words;
use crate::driver::printer::{NotPrinted, Printer};

/// So many sessions are named with the pain around them.
const AROUND: usize = 7;

/// Show whether it is getting better: pain of each foot, and what was done
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Each foot is compared with its own first week. Pain goes up and down on its own.\n\nEvents (`solemate \
                  log event \"new insoles\"`) are shown with the two weeks before and after them; what came after an \
                  event need not come from it."
)]
pub(super) struct Trends {
    /// As one JSON document; times in seconds
    #[arg(long)]
    json: bool,
    /// So many weeks back; 0 for everything
    #[arg(long, value_parser = super::weeks, value_name = "N", default_value_t = 12)]
    weeks: u16,
    /// One foot only
    #[arg(long, value_name = "SIDE")]
    foot: Option<FootWord>,
    /// With a row for each day: ratings, sessions, minutes, and the pain of the next morning
    #[arg(long, conflicts_with = "json")]
    days: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum FootWord {
    Left,
    Right,
}

/// What all of it is about.
struct Asked<'a> {
    diary: &'a Diary,
    range: Range,
    today: NaiveDate,
    feet: Vec<Side>,
    rated: Rated,
}

impl Trends {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let now = here.now();
        let (today, mut diary) = (now.today(), Diary::new(now.dawn));
        let damage = here.journal().read_sums(&mut |fact| diary.take(&fact));
        diary.end_with(now);
        let range = if self.weeks == 0 { Range::All } else { Range::Weeks(self.weeks) };
        let feet = match self.foot {
            None => Side::BOTH.to_vec(),
            Some(FootWord::Left) => vec![Side::Left],
            Some(FootWord::Right) => vec![Side::Right],
        };
        let asked = Asked::new(&diary, range, today, feet);
        if self.json {
            out.json(&asked.document())?;
        } else {
            asked.print(out)?;
            if self.days {
                asked.print_days(out)?;
            }
        }
        out.flush()?;
        tell_damage(&damage);
        if diary.unplaced() > 0 {
            let times = if diary.unplaced() == 1 { "1 entry is" } else { &format!("{} entries are", diary.unplaced()) };
            super::tell(&format!("solemate: {times} dated before {FIRST_YEAR} or after today, and in no figure"));
        }
        Ok(if damage.unreadable.is_empty() { Exit::Done } else { Exit::Machine })
    }
}

impl<'a> Asked<'a> {
    fn new(diary: &'a Diary, range: Range, today: NaiveDate, feet: Vec<Side>) -> Self {
        Self { rated: Rated::of(diary), diary, range, today, feet }
    }

    fn from(&self) -> NaiveDate {
        self.range.from(self.today, self.diary.first())
    }

    const fn series(&self, measure: Measure, side: Side) -> &Series {
        self.rated.series(measure, side)
    }

    fn trend(&self, measure: Measure, side: Side) -> Trend {
        self.series(measure, side).trend(self.from(), self.today)
    }

    /// The feet that were ever rated. Whoever has one sore foot is not told each time that nothing is known of the other.
    fn rated_feet(&self, measure: Measure) -> Vec<Side> {
        self.feet.iter().filter(|side| !self.series(measure, **side).points().is_empty()).copied().collect()
    }

    fn print(&self, out: &mut Printer) -> Result<(), NotPrinted> {
        if self.diary.first().is_none() {
            return out
                .line("Nothing yet. `solemate morning 5 2` keeps the pain of your first steps: left 5, right 2.");
        }
        for measure in Measure::ALL {
            let rated = self.rated_feet(measure);
            if rated.is_empty() {
                out.line(&format!("{}: not rated yet", measure.name()))?;
                out.line("")?;
                continue;
            }
            out.line(&format!("{}, {}", measure.name(), self.range))?;
            for side in rated {
                let trend = self.trend(measure, side);
                let ground = trend.ground().unwrap_or_default();
                let said = in_rows(&trend.clauses(Telling::Whole), 71)
                    .into_iter()
                    .chain(wrap(&ground, 71).into_iter().filter(|line| !line.is_empty()));
                for (n, line) in said.enumerate() {
                    let head = if n == 0 { side.word().to_uppercase() } else { String::new() };
                    out.line(&format!("  {head:<6} {line}"))?;
                }
            }
            out.line("")?;
        }
        out.line(PATIENCE)?;
        self.print_weeks(out)?;
        self.print_doses(out)?;
        self.print_around(out)?;
        self.print_responses(out)?;
        self.print_events(out)
    }

    fn print_weeks(&self, out: &mut Printer) -> Result<(), NotPrinted> {
        out.line("")?;
        out.line("Week by week: the median of the rated days, and how many were rated")?;
        // One foot alone is narrower than the words for what was rated.
        let each = if self.feet.len() == 1 { 13 } else { 9 };
        let heads: String = self.feet.iter().map(|side| format!("{:>each$}", side.word().to_uppercase())).collect();
        let wide = each * self.feet.len();
        out.line(&format!("  {:<13}{:>wide$}{:>wide$}", "", "first step", "day average"))?;
        out.line(&format!("  {:<13}{heads}{heads}{:>9}{:>10}", "week to", "minutes", "sessions"))?;
        let missing = out.missing();
        for (from, to) in self.diary.weeks(self.range, self.today) {
            let mut line = format!("  {:<13}", to.format("%-d %b %Y"));
            for measure in Measure::ALL {
                for side in &self.feet {
                    let rated = self.series(measure, *side).middle(from, to);
                    let cell = rated.map_or_else(|| missing.to_owned(), |(median, n)| format!("{median} ({n})"));
                    line.push_str(&format!("{cell:>each$}"));
                }
            }
            let (done, sessions) = self.diary.practice((from, to), &self.feet);
            let minutes = words::nearest_minutes(done);
            out.line(&format!("{line}{minutes:>9}{sessions:>10}"))?;
        }
        Ok(())
    }

    fn print_doses(&self, out: &mut Printer) -> Result<(), NotPrinted> {
        let doses = self.doses();
        if doses.is_empty() {
            return Ok(());
        }
        out.line("")?;
        out.line("Minutes done, of those planned")?;
        for Dose { technique, side, planned, done } in doses {
            let (name, side) =
                (technique.map_or("other", |technique| technique.apart()[0]), side.map_or("both", Side::word));
            out.line(&format!(
                "  {name:<31}{side:<6}{:>6} of {}",
                words::nearest_minutes(done),
                words::nearest_minutes(planned)
            ))?;
        }
        Ok(())
    }

    /// What was done by the feet that were asked for: of each technique left, right, then both.
    fn doses(&self) -> Vec<Dose> {
        let mut doses = by_technique(&self.diary.doses(self.range, self.today));
        doses.retain(|dose| dose.side.is_none_or(|side| self.feet.contains(&side)));
        doses
    }

    fn print_around(&self, out: &mut Printer) -> Result<(), NotPrinted> {
        let around = self.around();
        if around.is_empty() {
            return Ok(());
        }
        out.line("")?;
        out.line("Pain around the last sessions: a moment, not a result")?;
        for session in around.iter().take(AROUND) {
            let feet = self.feet.iter().filter_map(|side| {
                let pain = session.pain.of(*side);
                let said = words::before_after(pain.before, pain.after);
                (!said.is_empty()).then(|| format!("{} {said}", side.word()))
            });
            let said: Vec<String> = feet.collect();
            let told = format!("{}: {}", session.name, said.join("; "));
            for (n, line) in wrap(&told, 80 - 15).into_iter().enumerate() {
                let day = if n == 0 { session.day.format("%-d %b %Y").to_string() } else { String::new() };
                out.line(&format!("  {day:<13}{line}"))?;
            }
        }
        Ok(())
    }

    fn around(&self) -> Vec<Around> {
        let mut around = self.diary.around(self.range, self.today);
        around.retain(|session| self.feet.iter().any(|side| session.pain.of(*side).change().is_some()));
        around
    }
}
