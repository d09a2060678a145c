// swift-tools-version: 6.2
import PackageDescription

/// Every room is compiled under the same law: Swift 6, nothing imported by accident, no warning let through.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let clang: [CSetting] = [.define("_XOPEN_SOURCE_EXTENDED"), .define("_GNU_SOURCE")]

func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// The articles of the manual, which are also what `resellerdesk man` prints. A catalogue can't be compiled in whole.
let manual = [
    "Accounts", "Alarms", "Commands", "Desk", "Editing", "ExitCodes", "Figures", "Files", "Keys", "Lists", "Live",
    "Metrics", "Network", "Plain", "Privacy", "Runs", "Samples", "Sandbox", "Trace", "Writes",
]

let package = Package(
    name: "ResellerDesk",
    products: [.executable(name: "resellerdesk", targets: ["resellerdesk"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        .target(
            name: "CNcurses", cSettings: clang,
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(name: "CSearch", cSettings: clang),
        .systemLibrary(
            name: "GMimeLibrary", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev", "pkg-config"])]),
        .target(name: "CGMime", dependencies: ["GMimeLibrary"], cSettings: clang),
        .target(name: "CIDN", cSettings: clang, linkerSettings: [.linkedLibrary("idn2")]),
        .target(name: "CProcess", cSettings: clang),
        room("StateStore"),
        room("Formats", ["CIDN"]),
        room("Processes", ["CProcess"]),
        room("ResellerAPI", ["Formats"]),
        room("Dialects", ["ResellerAPI"]),
        room("Records", ["ResellerAPI", "Formats"]),
        room("Changes", ["ResellerAPI", "Records"]),
        room("Judging", ["Formats", "ResellerAPI", "Records"]),
        room("ResellerClient", ["ResellerAPI", "Dialects", "Formats", asyncHTTPClient, logging]),
        room("Archive", ["ResellerAPI", "Records", "Formats", grdb]),
        room("Samples", ["Records", "Formats", "Processes", "CGMime"]),
        room("Screen", ["Formats"]),
        room(
            "Settings", ["Screen", "Formats", "Processes", "Records"],
            resources: [.embedInCode("Resources/keymap.json"), .embedInCode("Resources/themes")]),
        room(
            "Desk",
            [
                "Formats", "StateStore", "ResellerAPI", "Records", "Changes", "Judging", "Settings", "Screen",
                "CSearch",
            ]),
        room("Panes", ["Formats", "Desk", "ResellerAPI", "Records", "Settings", "Screen"]),
        room("Terminal", ["CNcurses", "Formats", "Screen"]),
        room("Sandbox", ["ResellerAPI", "Dialects", "Formats", hummingbird, grdb]),
        .executableTarget(
            name: "resellerdesk",
            dependencies: [
                "StateStore", "Formats", "ResellerAPI", "Dialects", "Records", "Changes", "Judging", "ResellerClient",
                "Archive", "Samples",
                "Screen", "Settings", "Processes", "Desk", "Panes", "Terminal", "Sandbox", "CSearch", arguments,
                hummingbird, logging,
            ],
            resources: manual.map { .embedInCode("resellerdesk.docc/\($0).md") },
            swiftSettings: house),

        tests("HouseTests", []),
        tests("FormatsTests", ["Formats"]),
        tests("ProcessesTests", ["Processes"]),
        tests("StateStoreTests", ["StateStore", "TestSupport"]),
        tests("ResellerAPITests", ["ResellerAPI"], resources: [.copy("Contract")]),
        tests("DialectsTests", ["Dialects", "ResellerAPI"], resources: [.copy("Contract")]),
        tests(
            "ResellerClientTests", ["ResellerClient", "Dialects", "ResellerAPI", "Formats", logging],
            resources: [.copy("Wire")]),
        tests(
            "ArchiveTests", ["Archive", "Records", "ResellerAPI", "Formats", grdb], resources: [.copy("Schemas")]),
        tests("SamplesTests", ["Samples", "Records", "TestSupport"]),
        tests("RecordsTests", ["Records", "ResellerAPI", "Formats"]),
        tests("JudgingTests", ["Judging", "Records", "ResellerAPI"]),
        tests("ChangesTests", ["Changes", "Records", "ResellerAPI", "TestSupport"]),
        tests("ScreenTests", ["Formats", "Screen"]),
        tests("TerminalTests", ["Terminal", "Formats", "Screen"]),
        tests("SettingsTests", ["Settings", "Records", "Screen"]),
        tests(
            "DeskTests",
            [
                "Formats", "Desk", "Changes", "Judging", "Panes", "StateStore", "Dialects", "ResellerAPI", "Records",
                "Settings", "Screen",
                "TestSupport",
            ]),
        tests(
            "PanesTests",
            [
                "Formats", "Panes", "Desk", "Dialects", "ResellerAPI", "Records", "Samples", "Settings", "Screen",
                "TestSupport",
            ],
            resources: [.copy("Screens")]),
        tests("SandboxTests", ["Sandbox", "Dialects", "ResellerAPI"]),
        tests(
            "IntegrationTests",
            ["Sandbox", "ResellerClient", "Dialects", "ResellerAPI", "Desk", "Archive", "Records", "Settings"]),
        tests(
            "CallTests",
            [
                "Sandbox", "ResellerClient", "Dialects", "ResellerAPI", "Archive", "Formats", "Records", "Desk",
                "StateStore", "Settings",
                "Screen", "resellerdesk",
            ]),
        tests(
            "EndToEndTests",
            ["resellerdesk", "Archive", "Desk", "Records", "ResellerAPI", "Settings", "TestSupport"]),
        .executableTarget(
            name: "Benchmarks", dependencies: ["ResellerClient", "ResellerAPI", "Archive", "Records", "Desk"],
            path: "Tests/Benchmarks",
            swiftSettings: house),
        .target(
            name: "TestSupport", dependencies: ["StateStore"], path: "Tests/TestSupport",
            resources: [.copy("Mail")], swiftSettings: house),
    ]
)
