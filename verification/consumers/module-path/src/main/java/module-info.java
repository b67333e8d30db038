module com.example.modules {
  requires dev.msi4j.local;
  requires java.net.http;
}
