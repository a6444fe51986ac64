//! The rows of a table, whatever separates its cells, within bounds.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use csv::StringRecord;

use super::super::failure::Failure;
use crate::domain::text::Clean;
use crate::store::error::{StoreError, shown};

/// The longest row, in bytes: a note of 4,000 characters fits several times.
const LONGEST_ROW: usize = 64 * 1024;

/// How much is read at a time, in bytes. A row of the longest kind may begin at the end of one reading.
const BLOCK: usize = 8 * 1024;

/// The largest table, in bytes: a rating a minute for two years.
const LARGEST: u64 = 64 << 20;

/// A table that is being read.
pub(super) struct Table<R> {
    rows: csv::Reader<Bounded<R>>,
    gauge: Rc<Gauge>,
    path: Box<Path>,
    /// The line on which the last row began, and whether that row went on over further lines.
    last: (u64, bool),
}

/// What has gone through, seen from both ends.
#[derive(Default)]
struct Gauge {
    /// Bytes that the row may still take.
    left: Cell<usize>,
    all: Cell<u64>,
    /// Whether the quotes so far come in pairs, as they do where every text that begins ends.
    odd_quotes: Cell<bool>,
    refused: Cell<Option<&'static str>>,
    /// Where lines without anything stand, from the row on that was read last: they are passed over, and count as lines.
    blank: RefCell<VecDeque<u64>>,
    after_line_end: Cell<bool>,
}

/// What feeds the rows.
struct Bounded<R> {
    source: BufReader<R>,
    gauge: Rc<Gauge>,
}

impl<R: Read> Bounded<R> {
    /// Reads what ends its lines with CR LF as if it were LF: else a line would count from its CR on.
    fn read_lines(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.source.read(into)?;
            let follows = into.get(..read).and_then(<[u8]>::last) == Some(&b'\r')
                && self.source.fill_buf()?.first() == Some(&b'\n');
            let mut kept = 0;
            for at in 0..read {
                let next = if at + 1 < read { into[at + 1] == b'\n' } else { follows };
                if into[at] != b'\r' || !next {
                    into[kept] = into[at];
                    kept += 1;
                }
            }
            if kept > 0 || read == 0 {
                return Ok(kept);
            }
        }
    }
}

impl Gauge {
    /// Remembers where in the whole table lines without anything stand in these bytes, which come next.
    fn note_blank_lines(&self, bytes: &[u8]) {
        let mut blank = self.blank.borrow_mut();
        for (at, byte) in (self.all.get()..).zip(bytes) {
            if *byte == b'\n' && self.after_line_end.get() {
                blank.push_back(at);
            }
            self.after_line_end.set(*byte == b'\n');
        }
    }

    /// How many of them stand before the row that is looked for from this byte on.
    fn blank_lines(&self, byte: u64) -> u64 {
        let mut blank = self.blank.borrow_mut();
        while blank.front().is_some_and(|at| *at < byte) {
            blank.pop_front();
        }
        (byte..).zip(blank.iter()).take_while(|(expected, at)| expected == *at).count() as u64
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let gauge = Rc::clone(&self.gauge);
        let refused = match (gauge.left.get(), gauge.all.get()) {
            (0, _) => Some("it is longer than 64 KiB; a quote may be open"),
            (_, LARGEST..) => Some("the table is larger than 64 MiB; split it"),
            _ => None,
        };
        if refused.is_some() {
            gauge.refused.set(refused);
            return Err(io::Error::other("out of bounds"));
        }
        let most = into.len().min(gauge.left.get());
        let read = self.read_lines(&mut into[..most])?;
        gauge.left.set(gauge.left.get() - read);
        gauge.note_blank_lines(&into[..read]);
        gauge.all.set(gauge.all.get() + read as u64);
        let quotes = memchr::memchr_iter(b'"', &into[..read]).count();
        gauge.odd_quotes.set(gauge.odd_quotes.get() ^ (quotes % 2 == 1));
        Ok(read)
    }
}

impl<R: Read> Table<R> {
    /// Begins to read; the head line says what separates the cells: a comma, a semicolon or a tab.
    pub(super) fn new(source: R, path: &Path) -> Result<Self, Failure> {
        let mut source = BufReader::with_capacity(LONGEST_ROW, source);
        let separator = separator(source.fill_buf().map_err(StoreError::io("read", path))?);
        let gauge = Rc::new(Gauge::default());
        gauge.left.set(LONGEST_ROW + BLOCK);
        let rows = csv::ReaderBuilder::new()
            .flexible(true)
            .trim(csv::Trim::All)
            .delimiter(separator)
            .buffer_capacity(BLOCK)
            .from_reader(Bounded { source, gauge: Rc::clone(&gauge) });
        Ok(Self { rows, gauge, path: path.into(), last: (1, false) })
    }

    /// The names of the columns.
    pub(super) fn heads(&mut self) -> Result<StringRecord, Failure> {
        let heads = self.rows.headers().cloned();
        heads.map_err(|error| self.failure(1, error))
    }

    /// The next row, with the line on which it begins.
    pub(super) fn next(&mut self) -> Result<Option<(u64, StringRecord)>, Failure> {
        self.gauge.left.set(LONGEST_ROW + BLOCK);
        let mut row = StringRecord::new();
        let begins = self.rows.position().line();
        match self.rows.read_record(&mut row) {
            Err(error) => Err(self.failure(begins, error)),
            Ok(true) => {
                let begins = begins + self.gauge.blank_lines(row.position().map_or(0, csv::Position::byte));
                self.last = (begins, row.iter().any(|cell| cell.contains('\n')));
                Ok(Some((begins, row)))
            }
            Ok(false) if self.last.1 && self.gauge.odd_quotes.get() => {
                Err(self.wrong(self.last.0, "a quote is opened and never closed"))
            }
            Ok(false) => Ok(None),
        }
    }

    /// What is wrong on this line, as a person hears it.
    pub(super) fn wrong(&self, line: u64, why: &str) -> Failure {
        Failure::person(format!("{}, line {line}: {}; nothing was added", shown(&self.path), Clean::visible(why)))
    }

    /// Why the row that begins on this line cannot be read.
    fn failure(&self, line: u64, error: csv::Error) -> Failure {
        if let Some(why) = self.gauge.refused.get() {
            return self.wrong(line, why);
        }
        match error.into_kind() {
            csv::ErrorKind::Io(error) => StoreError::io("read", &self.path)(error).into(),
            csv::ErrorKind::Utf8 { .. } => self.wrong(line, "it is not UTF-8; save the table as CSV in UTF-8"),
            _ => self.wrong(line, "it is not a line of a table"),
        }
    }
}

/// What stands most often in the head line, outside of quotes.
fn separator(beginning: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in beginning.iter().take_while(|byte| **byte != b'\n') {
        quoted ^= *byte == b'"';
        for (separator, count) in &mut counts {
            *count += u32::from(!quoted && byte == separator);
        }
    }
    // Of equals the comma, which comes first.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}
