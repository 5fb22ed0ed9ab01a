import java.util.Arrays;
import java.util.List;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One node of the tests' cluster in a process of its own. It ends when its standard input does. */
public class OneNode {
    public static void main(String[] args) throws Exception {
        String name = args[0], home = args[1], http = args[2], transport = args[3];
        List<String> peers = Arrays.asList(args[4].split(","));
        try (OpenSearchRunner runner = new OpenSearchRunner()) {
            runner.setMaxHttpPort(-1);
            runner.onBuild((number, settings) -> {
                settings.put("node.name", name);
                settings.put("network.host", "127.0.0.1");
                settings.put("http.port", http);
                settings.put("transport.port", transport);
                settings.putList("discovery.seed_hosts", peers);
                settings.putList("cluster.initial_cluster_manager_nodes", peers);
                settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
                settings.put("node.store.allow_mmap", true);
            });
            runner.build(OpenSearchRunner.newConfigs().clusterName("factcheck-tests").basePath(home).numOfNode(1));
            while (System.in.read() >= 0) {
                continue;
            }
        }
        System.exit(0);
    }
}
