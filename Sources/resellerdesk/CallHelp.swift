import Dialects
import Foundation
import ResellerAPI

/// The help of `call`, made from the table of operations.
enum CallHelp {
    /// All ids, by area.
    static func operations() -> String {
        var areas: [(title: String, ids: [String])] = []
        for operation in ResellerAPI.Operation.all {
            let title = operation.areaWords
            if let index = areas.firstIndex(where: { $0.title == title }) {
                areas[index].ids.append(operation.id)
            } else {
                areas.append((title, [operation.id]))
            }
        }
        return areas.map { "\($0.title): \($0.ids.joined(separator: ", "))" }.joined(separator: "\n")
    }

    /// The operation whose help is asked for by these arguments; nil when it is another help or none.
    static func requested(_ arguments: [String]) -> ResellerAPI.Operation? {
        guard arguments.first == "call", arguments.contains("--help") || arguments.contains("-h") else { return nil }
        return arguments.dropFirst().lazy.compactMap(ResellerAPI.Operation.named).first
    }

    static func text(_ operation: ResellerAPI.Operation) -> String {
        var lines = ["\(operation.id): \(operation.area.rawValue), \(kind(operation))", ""]
        lines.append(
            "USAGE: resellerdesk call \(operation.id)\(usage(operation))\(operation.kind == .read ? "" : " --write")")
        if !operation.fields.isEmpty { lines += ["", "FIELDS:"] + operation.fields.map(line) }
        if operation.takesSettings { lines += ["", "SETTINGS by app:"] + App.all.map(settings) }
        lines += ["", "RETURNS: \(operation.returns.words)", "WIRE:"] + Dialect.all.map { wire(operation, $0) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func kind(_ operation: ResellerAPI.Operation) -> String {
        switch operation.kind {
        case .read: "a read"
        case .set: "sets a value: safe to repeat"
        case .change: "a change: sent once, never repeated automatically"
        }
    }

    private static func usage(_ operation: ResellerAPI.Operation) -> String {
        operation.fields.filter { $0.rule != .appSetting }
            .map { $0.required ? " \($0.bareName)=…" : " [\($0.bareName)=…]" }.joined()
    }

    private static func line(_ field: Field) -> String {
        let name = (field.bareName + (field.required ? " *" : "")).padding(toLength: 26, withPad: " ", startingAt: 0)
        let secret = field.isSecret ? " (secret: @FILE or -)" : ""
        return "  \(name)\(field.help)\(secret)"
    }

    private static func settings(_ app: App) -> String {
        let name = app.id.padding(toLength: 26, withPad: " ", startingAt: 0)
        let fields = app.fields.map { $0.bareName + ($0.required ? " *" : "") }.joined(separator: ", ")
        return "  \(name)\(fields.isEmpty ? "none" : fields)"
    }

    private static func wire(_ operation: ResellerAPI.Operation, _ dialect: Dialect) -> String {
        "  \(dialect)  \(dialect.binding(of: operation)?.outline ?? "not available")"
    }
}
