"""Debian's libraries as Bazel repositories.

The compiler finds their headers in /usr/include by itself, so a library is
just its link flags. Order matters only within one entry.
"""

_LIBRARIES = [
    "absl",
    "benchmark",
    "boost",
    "cli11",
    "grpc",
    "gtest",
    "jemalloc",
    "lz4",
    "nlohmann_json",
    "prometheus",
    "protobuf",
    "protozero",
    "rocksdb",
    "simdjson",
    "utf8proc",
    "xxhash",
    "zlib",
    "zstd",
]

def system_libraries():
    for name in _LIBRARIES:
        native.new_local_repository(
            name = name,
            build_file = "//third_party:libs/%s.BUILD" % name,
            path = "third_party/libs",
        )
