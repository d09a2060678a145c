import Foundation

/// One article of the manual. Its text has one home, the documentation catalogue of this target, which is compiled in.
struct ManualTopic {
    /// As `resellerdesk man` takes it: `exit-codes`.
    let name: String
    let page: MarkdownPage

    private init(_ article: String, _ bytes: [UInt8]) {
        name = Self.name(of: article)
        page = MarkdownPage(String(decoding: bytes, as: UTF8.self))
    }

    /// The article's name in lower case, its words joined by dashes.
    static func name(of article: String) -> String {
        article.reduce(into: "") { name, letter in
            if letter.isUppercase, !name.isEmpty { name += "-" }
            name += letter.lowercased()
        }
    }

    /// In the order of the catalogue's front page.
    static let all = [
        ManualTopic("Accounts", PackageResources.Accounts_md), ManualTopic("Desk", PackageResources.Desk_md),
        ManualTopic("Keys", PackageResources.Keys_md), ManualTopic("Lists", PackageResources.Lists_md),
        ManualTopic("Writes", PackageResources.Writes_md), ManualTopic("Editing", PackageResources.Editing_md),
        ManualTopic("Runs", PackageResources.Runs_md), ManualTopic("Live", PackageResources.Live_md),
        ManualTopic("Alarms", PackageResources.Alarms_md), ManualTopic("Samples", PackageResources.Samples_md),
        ManualTopic("Metrics", PackageResources.Metrics_md), ManualTopic("Commands", PackageResources.Commands_md),
        ManualTopic("Plain", PackageResources.Plain_md), ManualTopic("Trace", PackageResources.Trace_md),
        ManualTopic("ExitCodes", PackageResources.ExitCodes_md), ManualTopic("Sandbox", PackageResources.Sandbox_md),
        ManualTopic("Files", PackageResources.Files_md), ManualTopic("Privacy", PackageResources.Privacy_md),
        ManualTopic("Network", PackageResources.Network_md), ManualTopic("Figures", PackageResources.Figures_md),
    ]

    /// Every topic with its summary, a line each.
    static var list: String {
        let width = all.map(\.name.count).max() ?? 0
        return all.map { $0.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + $0.page.summary + "\n" }
            .joined()
    }
}
