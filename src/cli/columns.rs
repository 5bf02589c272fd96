//! Aligns columns for a terminal.

/// Formats rows as lines with aligned columns, the first after `indent`, without trailing spaces.
pub(super) fn align<const N: usize>(rows: &[[String; N]], indent: &str) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |row: &[String; N]| {
        let mut line = indent.to_owned();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(&format!("{cell:width$}  "));
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [["Омск", "1"], ["Благовещенск", "22"]].map(|row| row.map(str::to_owned));
        assert_eq!(align(&rows, "  "), "  Омск          1\n  Благовещенск  22");
    }
}
