import Records
import ResellerAPI
import Screen

/// Rows of a label and its value, as panes have them that show one thing.
enum FieldRow {
    /// A label, its value, and a word about it.
    static let columns = [
        SheetColumn("", key: "field", ideal: 13, least: 8),
        SheetColumn("", key: "value", ideal: 12, least: 8, grows: true),
    ]

    static let annotated = [
        SheetColumn("", key: "field", ideal: 13, least: 8), SheetColumn("", key: "value", ideal: 14, least: 8),
        SheetColumn("", key: "note", ideal: 16, least: 6, priority: 1, grows: true),
    ]

    static func row(
        _ label: String, _ value: SheetCell, note: String? = nil, sign: SheetSign? = nil, deeds: [Deed] = [],
        removal: Deed? = nil, customer: String? = nil
    ) -> SheetRow {
        SheetRow(
            label, [SheetCell(label, .dim), value] + (note.map { [SheetCell($0, .dim)] } ?? []), sign: sign,
            copies: value.text, customer: customer, removal: removal, deeds: deeds)
    }

    /// A text of a record; what the service did not send is said so.
    static func told(_ text: String?) -> SheetCell {
        text.map { SheetCell($0.isEmpty ? "–" : $0, $0.isEmpty ? .dim : .text, raw: .text($0)) }
            ?? SheetCell("not told", .dim, raw: .null)
    }
}

extension Loadable {
    /// A cell about what a reading gave, or about why it gave nothing.
    func cell(_ write: (Value) -> SheetCell) -> SheetCell {
        if let value { return write(value) }
        if isAsking { return SheetCell("…", .dim, raw: .null) }
        return failure == nil ? SheetCell("·", .dim, raw: .null) : SheetCell("? failed", .warn, raw: .null)
    }
}

extension DeskState {
    /// The reading of a call; empty where the table has no such call.
    func reading(_ request: Request?) -> Loadable<[Record]> { request.map { readings[$0] } ?? Loadable() }

    /// Today here.
    package var today: CalendarDate? { LocalTime(now, in: zone)?.date }

    /// `09-28` this year, else `2025-09-28`.
    func day(_ date: CalendarDate) -> String {
        date.year == today?.year ? String(date.description.dropFirst(5)) : date.description
    }

    /// `09-28 14:03` this year, else `2025-09-28`; of seconds since 1970.
    func stamp(_ time: Double) -> String {
        guard let local = LocalTime(time, in: zone) else { return "" }
        return local.date.year == today?.year ? "\(day(local.date)) \(local.clock)" : local.date.description
    }

    /// The same of a time of the service.
    func stamp(_ time: WireTime) -> String {
        time.date.year == today?.year ? "\(day(time.date)) \(time.clock)" : time.date.description
    }

    /// A moment as it is shown, and with its offset for files and programs.
    func timeCell(_ time: Double?, _ role: Role = .dim) -> SheetCell {
        guard let time, let local = LocalTime(time, in: zone) else { return .told(nil) }
        return SheetCell(stamp(time), role, raw: .text(local.iso))
    }
}
