import Formats
import Records
import ResellerAPI
import Screen

/// The view of monitor records, who is on them, and what they sampled.
struct MonitorPanes {
    let state: DeskState

    static let records = Request(.monitorList)

    var all: [ViewPane] {
        let chosen = chosen
        let add = state.subject.map { user -> Parameters in
            chosen.map { ["user": user, "name": $0] } ?? ["user": user]
        }
        return [
            ViewPane(1, "Records", reads: [Self.records], adds: [Deed(.monitorCreate, [:])]) {
                MonitorPanes(state: $0).recordSheet
            },
            ViewPane(2, "Customers on it", adds: [add.map { Deed(.monitorAppend, $0) }]) {
                MonitorPanes(state: $0).customerSheet
            },
            ViewPane(3, "Samples of it", .right) { MonitorPanes(state: $0).sampleSheet },
        ]
    }

    /// The record that the other panes are about: the one under the cursor of the first.
    var chosen: String? {
        let records = shown
        let cursor = state.view[1].cursor
        return cursor < records.count ? records[cursor].text("name") : nil
    }

    /// The records that the filter lets through.
    private var shown: [Record] {
        let all = state.reading(Self.records).value ?? []
        guard !state.view.filter.isEmpty, let matches = state.view[1].matches else { return all }
        return matches.filter { $0 < all.count }.map { all[$0] }
    }

    var recordSheet: Sheet {
        let columns = [
            SheetColumn("record", key: "name", ideal: 16, least: 10, grows: true),
            SheetColumn("samples to", key: "email", ideal: 24, least: 12, priority: 2, isAddress: true),
            SheetColumn("one in", key: "frequency", align: .right, ideal: 8),
            SheetColumn("customers", key: "users", align: .right, ideal: 9, priority: 1),
        ]
        let reading = state.reading(Self.records)
        let rows = (reading.value ?? []).map { record in
            let name = record.text("name") ?? ""
            let users = record.texts("users")
            let removal = Deed(.monitorDelete, ["name": name])
            return SheetRow(
                name,
                [
                    SheetCell(name), .told(record.text("email")), .count(record.count("frequency")),
                    SheetCell(Numbers.grouped(users.count), raw: .list(users.map(Value.text))),
                ], removal: removal, deeds: [Deed(.monitorEdit, ["name": name]), removal])
        }
        return Sheet(columns: columns, rows: rows, standing: reading.standing)
            .with(empty: "No mail is sampled: there is no record", isGood: false)
    }

    private var customerSheet: Sheet {
        let reading = state.reading(Self.records)
        let record = reading.value?.first { $0.text("name") == chosen }
        let rows = (record?.texts("users") ?? []).map { user in
            let removal = Deed(.monitorDetach, ["user": user])
            return SheetRow(
                user, [SheetCell(user)], customer: user, opens: .customer(user), removal: removal,
                deeds: [removal])
        }
        return Sheet(
            columns: [SheetColumn("customer", key: "user", ideal: 30, least: 16, isAddress: true, grows: true)],
            rows: rows, standing: reading.standing
        ).with(subtitle: chosen ?? "").with(empty: "No customer is on this record", isGood: false)
    }

    private var sampleSheet: Sheet {
        let name = chosen
        // Whatever the pane of samples is filtered to: a record has the samples it has.
        let samples = state.samples.samples.filter { $0.record == name }
        let words =
            switch state.samples.source {
            case .watching: "No sample of this record has come"
            case .notConfigured: "No Maildir is configured for this account"
            case .missing(let path): "The Maildir is not there yet: \(path)"
            case .failed(let why): why
            }
        return DeskSheets(state: state).sheet(of: samples).with(subtitle: name ?? "")
            .with(empty: words, isGood: false)
    }
}
