"""C++ libraries from .proto files, made by Debian's protoc."""

def cc_proto(name, src, deps = [], grpc = False, visibility = None):
    """Makes a cc_library of one .proto file.

    Args:
      name: name of the cc_library.
      src: the .proto file. Its path below //proto is its import path.
      deps: the cc_proto targets of the files that src imports.
      grpc: whether src has services.
      visibility: of the cc_library.
    """
    stem = src[:-len(".proto")]
    headers = [stem + ".pb.h"]
    sources = [stem + ".pb.cc"]
    plugin = ""

    # Where the package's outputs lie, seen from //proto.
    root = "$(RULEDIR)" + "/.." * native.package_name().count("/") + "/"
    if grpc:
        headers.append(stem + ".grpc.pb.h")
        sources.append(stem + ".grpc.pb.cc")
        plugin = ("--plugin=protoc-gen-grpc=/usr/bin/grpc_cpp_plugin " +
                  "--grpc_out=" + root + " ")
    native.filegroup(
        name = name + "_src",
        srcs = [src] + [d + "_src" for d in deps],
        visibility = visibility,
    )
    native.genrule(
        name = name + "_gen",
        srcs = [src] + [d + "_src" for d in deps],
        outs = headers + sources,
        cmd = ("/usr/bin/protoc -Iproto -I/usr/include --cpp_out=" + root + " " + plugin +
               "$(location " + src + ")"),
    )
    native.cc_library(
        name = name,
        srcs = sources,
        hdrs = headers,
        copts = ["-Wno-error", "-w"],
        strip_include_prefix = "/proto",
        visibility = visibility,
        deps = deps + (["@grpc//:grpc++"] if grpc else ["@protobuf"]),
    )
