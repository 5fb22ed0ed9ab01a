<?php
// The few functions of WordPress that the documented call uses, as WordPress behaves: HTTP/1.0, a 302 turns POST into GET.
class WP_Error {
    public function __construct( private string $message ) {}
    public function get_error_message(): string { return $this->message; }
}
function is_wp_error( $thing ): bool { return $thing instanceof WP_Error; }
function wp_remote_post( string $url, array $args ) {
    $headers = array();
    foreach ( $args['headers'] as $name => $value ) { $headers[] = "$name: $value"; }
    $http = array( 'method' => 'POST', 'protocol_version' => 1.0, 'header' => $headers, 'content' => $args['body'],
        'timeout' => $args['timeout'] ?? 5, 'ignore_errors' => true, 'follow_location' => 0 );
    $body = @file_get_contents( $url, false, stream_context_create( array( 'http' => $http ) ) );
    if ( false === $body ) { return new WP_Error( 'no answer' ); }
    preg_match( '#^HTTP/\S+ (\d+)#', $http_response_header[0], $status );
    return array( 'body' => $body, 'response' => array( 'code' => (int) $status[1] ) );
}
function wp_remote_retrieve_body( $response ): string { return $response['body']; }
function wp_remote_retrieve_response_code( $response ): int { return $response['response']['code']; }
